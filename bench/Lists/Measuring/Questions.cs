using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Grains.Testing;
using Lists.Seeding;

namespace Lists.Measuring;

/// <summary>Asks each question over HTTP, one after the other, and says how long answers took.</summary>
internal static class Questions
{
    private static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(20);

    /// <returns>Whether every median is below 20 ms.</returns>
    public static async Task<bool> AskAsync(Uri address, Seed seed, int requests)
    {
        using var http = new HttpClient { BaseAddress = address };
        Console.WriteLine($"{"question",-92} {"median",9} {"95 %",9} {"bytes",8}");
        var all = true;
        foreach (var (path, user) in Of(seed))
        {
            var (median, high, bytes) = await MeasureAsync(http, path, user, requests);
            all &= median < Goal;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{(user == seed.Heavy ? "heavy user " : "") + path,-92} {median.TotalMilliseconds,6:0.00} ms {high.TotalMilliseconds,6:0.00} ms {bytes,8:N0}"));
        }

        return all;
    }

    private static IEnumerable<(string Path, SignedInUser User)> Of(Seed seed)
    {
        var words = Seed.Words;
        string[] paths =
        [
            "/api/v1/experts",
            "/api/v1/experts?page=400",
            "/api/v1/experts?sort=price",
            "/api/v1/experts?sort=rating",
            "/api/v1/experts?sort=popularity",
            "/api/v1/experts?category=technology&sort=rating",
            "/api/v1/experts?price_min=20&price_max=50&rating_min=3&sort=price",
            "/api/v1/experts?rating_min=4.5&sort=popularity&limit=100",
            $"/api/v1/experts?search={words.Middling}",
            $"/api/v1/experts/search?q={words.Rare}",
            $"/api/v1/experts/search?q={words.Middling}",
            $"/api/v1/experts/search?q={words.Middling}%20{words.Commonest}",
            $"/api/v1/experts/search?q={words.Commonest}",
            $"/api/v1/experts/search?q={words.Middling}&category=legal&price_range=10-50",
            "/api/v1/experts/categories",
            "/api/v1/experts/featured",
            "/api/v1/experts/recommended",
            $"/api/v1/experts/{seed.Popular}",
            "/api/v1/sessions/history",
            "/api/v1/sessions/history?page=3&limit=10",
            $"/api/v1/sessions/history?date_from={DateTime.UtcNow.AddDays(-30):yyyy-MM-dd}",
            $"/api/v1/sessions/history?expert_id={seed.Popular}",
        ];
        return paths.Select(path => (path, seed.User)).Append(("/api/v1/sessions/history", seed.Heavy)).Append(("/api/v1/experts/recommended", seed.Heavy));
    }

    private static async Task<(TimeSpan Median, TimeSpan High, long Bytes)> MeasureAsync(HttpClient http, string path, SignedInUser user, int requests)
    {
        var times = new TimeSpan[requests];
        var bytes = 0L;
        for (var number = -requests; number < requests; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", user.AccessToken);
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.SendAsync(request);
            var body = await answer.Content.ReadAsByteArrayAsync();
            if (number >= 0) times[number] = Stopwatch.GetElapsedTime(began);
            if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{path}: {(int)answer.StatusCode}");
            bytes = body.Length;
        }

        Array.Sort(times);
        return (times[requests / 2], times[requests * 95 / 100], bytes);
    }
}
