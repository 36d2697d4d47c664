using Grains.Outcomes;

namespace Grains.Clones;

/// <summary>The ranges of <see cref="Availability"/>.</summary>
internal static class AvailabilityRules
{
    private const int MaxHours = 42;
    private const int MaxTimezone = 64;
    private const int Day = 24 * 60;

    public static Refusal? Check(Availability? availability)
    {
        if (availability is null) return null;
        if (availability.Timezone is not { Length: > 0 and <= MaxTimezone } zone || !zone.All(IsPartOfName) || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            return CloneRefusals.Invalid("availability.timezone", "A time zone's name is required, such as UTC or Europe/Vienna.");
        if (availability.IsAlways) return null;
        if (availability.Hours.Length > MaxHours)
            return CloneRefusals.Invalid("availability.schedule", $"At most {MaxHours} stretches of hours are allowed.");
        return availability.Hours.All(IsSound)
            ? null
            : CloneRefusals.Invalid("availability.schedule", "Hours begin from 00:00 to 23:59 and end from 00:01 to 24:00, at another time.");
    }

    /// <summary>Names are looked up in files, so nothing that is no name gets there.</summary>
    private static bool IsPartOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+';

    private static bool IsSound(OpenHours hours) => hours is
    {
        Day: >= 0 and < 7, FromMinute: >= 0 and < Day, UntilMinute: > 0 and <= Day
    } && hours.FromMinute != hours.UntilMinute;
}
