using Grains.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Silo;

/// <summary>Runs a host as a process whose refusal to start is one clear line, not a stack trace.</summary>
public static class SiloProcess
{
    /// <returns>The exit code: 0 after an orderly stop, 1 where it did not start.</returns>
    public static async Task<int> RunAsync(Func<IHost> build)
    {
        try
        {
            await build().RunAsync();
            return 0;
        }
        catch (Exception refusal) when (IsExpected(refusal))
        {
            await Console.Error.WriteLineAsync($"Grains does not start: {refusal.Message}");
            return 1;
        }
    }

    private static bool IsExpected(Exception refusal) => refusal is
        DataDirectoryInUseException or DatabaseRefusedException or SchemaTooNewException or StorageSettingsException
        or OptionsValidationException or IOException;

    /// <summary>
    /// Arguments without .NET's watch over the settings file. They are read at the start only, and the watch would see every write
    /// of a data folder that lies beside the program: about 12 µs of CPU a message.
    /// </summary>
    public static string[] Quiet(string[] args) => ["--hostBuilder:reloadConfigOnChange=false", .. args];
}
