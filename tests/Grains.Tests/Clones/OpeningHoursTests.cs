using Grains.Clones;

namespace Grains.Tests.Clones;

/// <summary>Vienna is an hour ahead of UTC, two from 2026-03-29 01:00Z to 2026-10-25 01:00Z. 2026-03-23 is a Monday.</summary>
public sealed class OpeningHoursTests
{
    private const int Monday = 0;
    private const int Saturday = 5;
    private const int Sunday = 6;

    [Fact]
    public void Without_hours_it_is_always_open()
    {
        var unsaid = OpeningHours.At(null, At("2026-03-23T03:00Z"));
        var none = OpeningHours.At(new Availability("Europe/Vienna", []), At("2026-03-23T03:00Z"));

        Assert.Equal(new Opening(true, null), unsaid);
        Assert.Equal(new Opening(true, null), none);
    }

    [Theory]
    [InlineData("2026-03-23T07:59Z", false, "2026-03-23T08:00Z")]
    [InlineData("2026-03-23T08:00Z", true, "2026-03-30T07:00Z")]
    [InlineData("2026-03-23T15:59Z", true, "2026-03-30T07:00Z")]
    [InlineData("2026-03-23T16:00Z", false, "2026-03-30T07:00Z")]
    [InlineData("2026-10-19T16:00Z", false, "2026-10-26T08:00Z")]
    public void Hours_go_by_the_experts_clock(string now, bool isOpen, string next)
    {
        var nineToFive = Vienna(new OpenHours(Monday, 9 * 60, 17 * 60));

        var opening = OpeningHours.At(nineToFive, At(now));

        Assert.Equal(new Opening(isOpen, At(next)), opening);
    }

    [Theory]
    [InlineData("2026-06-06T19:59Z", false, "2026-06-06T20:00Z")]
    [InlineData("2026-06-06T22:30Z", true, "2026-06-13T20:00Z")]
    [InlineData("2026-06-06T23:59Z", true, "2026-06-13T20:00Z")]
    [InlineData("2026-06-07T00:00Z", false, "2026-06-13T20:00Z")]
    public void Hours_may_go_past_midnight(string now, bool isOpen, string next)
    {
        var nights = Vienna(new OpenHours(Saturday, 22 * 60, 2 * 60));

        var opening = OpeningHours.At(nights, At(now));

        Assert.Equal(new Opening(isOpen, At(next)), opening);
    }

    [Fact]
    public void Days_that_touch_are_one_opening()
    {
        var weekend = Vienna(new OpenHours(Saturday, 0, 24 * 60), new OpenHours(Sunday, 0, 24 * 60));

        var opening = OpeningHours.At(weekend, At("2026-06-06T12:00Z"));

        Assert.Equal(new Opening(true, At("2026-06-12T22:00Z")), opening);
    }

    [Fact]
    public void A_whole_week_never_closes()
    {
        var week = Vienna([.. Enumerable.Range(Monday, 7).Select(day => new OpenHours(day, 0, 24 * 60))]);

        var opening = OpeningHours.At(week, At("2026-06-06T12:00Z"));

        Assert.Equal(new Opening(true, null), opening);
    }

    [Theory]
    [InlineData("2026-03-29T01:29Z", false)]
    [InlineData("2026-03-29T01:30Z", true)]
    [InlineData("2026-03-29T02:59Z", true)]
    [InlineData("2026-03-29T03:00Z", false)]
    public void A_time_that_the_clock_skips_is_as_much_later(string now, bool isOpen)
    {
        var hours = Vienna(new OpenHours(Sunday, 2 * 60 + 30, 5 * 60));

        Assert.Equal(isOpen, OpeningHours.At(hours, At(now)).IsOpen);
    }

    [Theory]
    [InlineData("2026-10-25T00:29Z", false)]
    [InlineData("2026-10-25T00:30Z", true)]
    [InlineData("2026-10-25T01:49Z", true)]
    [InlineData("2026-10-25T01:50Z", false)]
    public void Where_times_occur_twice_hours_last_from_the_first_to_the_second(string now, bool isOpen)
    {
        var hours = Vienna(new OpenHours(Sunday, 2 * 60 + 30, 2 * 60 + 50));

        Assert.Equal(isOpen, OpeningHours.At(hours, At(now)).IsOpen);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Availability Vienna(params OpenHours[] hours) => new("Europe/Vienna", [.. hours]);
}
