using Grains.Limits;

namespace Grains.Tests.Limits;

public sealed class SlidingWindowTests
{
    [Fact]
    public void It_gives_what_it_permits_and_no_more()
    {
        var window = new SlidingWindow(3, 100);

        var given = Enumerable.Range(0, 5).Count(_ => TryTake(window, 0));

        Assert.Equal(3, given);
    }

    [Fact]
    public void One_is_free_again_when_the_oldest_leaves_the_window()
    {
        var window = new SlidingWindow(2, 100);
        window.Take(0);
        window.Take(40);

        Assert.Equal(60, window.UntilRoom(40));
        Assert.False(TryTake(window, 99));
        Assert.True(TryTake(window, 100));
        Assert.False(TryTake(window, 139));
        Assert.True(TryTake(window, 140));
    }

    [Fact]
    public void It_is_empty_when_the_newest_has_left()
    {
        var window = new SlidingWindow(5, 100);
        window.Take(10);
        window.Take(70);

        Assert.Equal(100, window.UntilEmpty(70));
        Assert.Equal(5, window.Remaining(170));
        Assert.Equal(0, window.UntilEmpty(170));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(1000)]
    public void No_span_of_its_length_ever_holds_more_than_it_permits(int permits)
    {
        var window = new SlidingWindow(permits, 1000);
        var random = new Random(permits);
        var taken = new List<long>();
        var now = 0L;

        for (var i = 0; i < 20_000; i++)
        {
            now += random.Next(0, 3000 / permits + 2);
            if (TryTake(window, now)) taken.Add(now);
        }

        for (var i = permits; i < taken.Count; i++)
            Assert.True(taken[i] - taken[i - permits] >= 1000, $"{permits + 1} within {taken[i] - taken[i - permits]}");
        Assert.True(taken.Count > permits);
    }

    private static bool TryTake(SlidingWindow window, long now)
    {
        if (window.Remaining(now) == 0) return false;
        window.Take(now);
        return true;
    }
}
