using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace WebFront.Hosting;

/// <summary>One short line per log entry. Tokens in addresses are left out, whoever logs them and at whatever level.</summary>
internal sealed partial class ConsoleLines(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "lines";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (logEntry.Exception is { } failure) message = $"{message}{Environment.NewLine}{failure}";
        textWriter.Write(clock.GetUtcNow().UtcDateTime.ToString("HH:mm:ss.fff ", System.Globalization.CultureInfo.InvariantCulture));
        textWriter.Write(Level(logEntry.LogLevel));
        textWriter.Write(logEntry.Category);
        textWriter.Write(": ");
        textWriter.Write(WithoutTokens(message));
        scopeProvider?.ForEachScope(WriteRequestId, textWriter);
        textWriter.WriteLine();
    }

    internal static string WithoutTokens(string text) => TokenInPath().Replace(Token().Replace(text, "$1[left out]"), "$1[left out]");

    private static void WriteRequestId(object? scope, TextWriter writer)
    {
        if (scope is not IReadOnlyList<KeyValuePair<string, object?>> values) return;
        foreach (var (name, value) in values)
        {
            if (name == "request_id") writer.Write($" (request {value})");
        }
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Critical => "fatal ",
        LogLevel.Error => "error ",
        LogLevel.Warning => "warn  ",
        LogLevel.Information => "info  ",
        _ => "debug ",
    };

    [GeneratedRegex("""((?:[?&\s]|^)(?:(?:access_)?token|ticket)=)[^&\s"']+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex("""(/verify-email/)[0-9a-f]{16,}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TokenInPath();
}
