using System.Collections.Immutable;
using System.Globalization;
using Grains.Clones;
using Grains.Outcomes;

namespace WebFront.Surfaces.Marketplace.Experts;

/// <summary>When an expert takes new sessions, as requests and answers show it.</summary>
/// <param name="Schedule">
/// From and until by lower-case day, <c>["09:00", "17:00"]</c>, or several such pairs; an end at or before its beginning is on the next
/// day. No day at all: always.
/// </param>
internal sealed record AvailabilityBody(string? Timezone, IReadOnlyDictionary<string, IReadOnlyList<string>?>? Schedule)
{
    private const string TimesField = "availability.schedule";
    private const string Midnight = "24:00";
    private const int MinutesOfDay = 24 * 60;

    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static AvailabilityBody? From(Availability? availability) => availability is null ? null : new AvailabilityBody(
        availability.Timezone,
        availability.Hours.GroupBy(static hours => hours.Day).OrderBy(static day => day.Key).ToDictionary(
            static day => Days[day.Key],
            static IReadOnlyList<string>? (day) => [.. day.SelectMany(static hours => new[] { Print(hours.FromMinute), Print(hours.UntilMinute) })]));

    public Outcome<Availability> ToAvailability()
    {
        var hours = ImmutableArray.CreateBuilder<OpenHours>();
        foreach (var (name, times) in Schedule ?? ImmutableDictionary<string, IReadOnlyList<string>?>.Empty)
        {
            var day = Array.IndexOf(Days, name);
            if (day < 0) return Invalid($"A day is one of {string.Join(", ", Days)}.");
            if (times is null) continue;
            if (times.Count % 2 != 0) return Invalid("Times come in pairs, from and until.");
            for (var at = 0; at < times.Count; at += 2)
            {
                if (Minute(times[at]) is not { } from || Minute(times[at + 1]) is not { } until || from == MinutesOfDay || from == until)
                    return Invalid("A beginning from 00:00 to 23:59 and another time as the end, up to 24:00, are required.");
                hours.Add(new OpenHours(day, from, until == 0 ? MinutesOfDay : until));
            }
        }

        return new Availability(Timezone?.Trim() ?? "UTC", [.. hours.OrderBy(static one => one.Day).ThenBy(static one => one.FromMinute)]);
    }

    private static Refusal Invalid(string issue) => Refusal.Invalid("request.invalid", TimesField, issue);

    private static int? Minute(string? text) => text == Midnight
        ? MinutesOfDay
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Hour * 60 + time.Minute : null;

    private static string Print(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
