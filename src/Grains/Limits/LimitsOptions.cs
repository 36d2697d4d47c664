using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Grains.Limits;

/// <summary>The named limits, from section <c>Limits</c>: <c>Limits:{name}:Permits</c> and <c>Limits:{name}:Window</c> (hh:mm:ss).</summary>
internal sealed class LimitsOptions
{
    private const int MaxPermits = 1_000_000;

    private static readonly TimeSpan MinWindow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxWindow = TimeSpan.FromDays(1);

    /// <summary>The documents' figures; those of demos, payments, crawls and tests, on which they are silent, are our own.</summary>
    private static readonly Dictionary<string, LimitSetting> Documented = new(StringComparer.Ordinal)
    {
        [LimitNames.MarketplaceCalls] = new(1000, TimeSpan.FromHours(1)),
        [LimitNames.MarketplaceMessages] = new(60, TimeSpan.FromMinutes(1)),
        [LimitNames.MarketplaceDemos] = new(3, TimeSpan.FromHours(1)),
        [LimitNames.MarketplaceUploads] = new(10, TimeSpan.FromHours(1)),
        [LimitNames.MarketplacePayments] = new(30, TimeSpan.FromHours(1)),
        [LimitNames.MarketplaceCrawls] = new(20, TimeSpan.FromHours(1)),
        [LimitNames.MarketplaceRagTests] = new(60, TimeSpan.FromHours(1)),
        [LimitNames.MarketplaceSockets] = new(5, MinWindow),
        [LimitNames.MarketplaceSignIn] = new(5, TimeSpan.FromMinutes(1)),
        [LimitNames.AddressAttempts] = new(300, TimeSpan.FromMinutes(1)),
    };

    private readonly FrozenDictionary<string, LimitSetting> settings;

    private LimitsOptions(FrozenDictionary<string, LimitSetting> settings) => this.settings = settings;

    /// <summary>The longest window of all; what was counted matters no longer than that.</summary>
    public TimeSpan LongestWindow => settings.Values.Max(setting => setting.Window);

    /// <exception cref="OptionsValidationException">A setting is no number or time, or out of range.</exception>
    public static LimitsOptions Read(IConfiguration section)
    {
        var settings = new Dictionary<string, LimitSetting>(Documented, StringComparer.Ordinal);
        foreach (var child in section.GetChildren())
        {
            var known = settings.GetValueOrDefault(child.Key);
            settings[child.Key] = new LimitSetting(
                Read(child, "Permits", known?.Permits, 1, MaxPermits, text => int.Parse(text, CultureInfo.InvariantCulture)),
                Read(child, "Window", known?.Window, MinWindow, MaxWindow, text => TimeSpan.Parse(text, CultureInfo.InvariantCulture)));
        }

        return new LimitsOptions(settings.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <exception cref="InvalidOperationException">There is no such limit: a mistake in the code that names it.</exception>
    public LimitSetting Of(string name) =>
        settings.GetValueOrDefault(name) ?? throw new InvalidOperationException($"There is no limit '{name}'.");

    private static T Read<T>(IConfigurationSection limit, string name, T? known, T min, T max, Func<string, T> parse)
        where T : struct, IComparable<T>
    {
        if (limit[name] is not { Length: > 0 } text)
            return known ?? throw Wrong($"The setting {limit.Path}:{name} is missing.");
        try
        {
            var value = parse(text);
            if (value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0) return value;
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
            throw Wrong($"The setting {limit.Path}:{name} cannot be read: {failure.Message}");
        }

        throw Wrong($"The setting {limit.Path}:{name} must be from {min} to {max}.");
    }

    private static OptionsValidationException Wrong(string what) => new("Limits", typeof(LimitsOptions), [what]);
}
