using System.Collections.Concurrent;
using System.Net.Http.Json;
using Drills.Tests.Harness;

namespace Drills.Tests;

/// <summary>
/// D4 of what is given, not paid: kill -9 between an account, the credit that it opens with and the mail that it is owed. Payments:
/// <see cref="KillDuringPaymentsTests"/>.
/// </summary>
public sealed class KillDuringSignUpsTests
{
    private static readonly int Rounds = Scale.Of(2, 20);
    private static readonly TimeSpan MailPatience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_account_that_there_is_has_got_its_opening_balance_once_and_its_mail()
    {
        await using var drill = await Drill.StartAsync(new ServerSetup());
        var moment = new Random(20_260_102);

        for (var round = 0; round < Rounds; round++)
        {
            var emails = await SignUpUntilKilledAsync(drill, killAfter: moment.Next(3, 20));
            await drill.Server.StartAsync();
            await AssertMailedAsync(drill.Server.Data, [.. emails.Where(email => email.Value).Select(email => email.Key)]);
            foreach (var (email, isAcknowledged) in emails)
            {
                // Signing up again finishes what was begun, or says that the account is there.
                using var again = await PostAsync(drill.Server, email);
                Assert.True(isAcknowledged ? (int)again!.StatusCode == 409 : (int)again!.StatusCode is 200 or 409, $"{email}: {again.StatusCode}");
                await DrillUser.LogInAsync(drill.Server, drill.Oracle, email);
            }
        }

        await drill.AssertKeptItsWordAsync();
    }

    /// <summary>What was owed before the process died is written by the next one, without anybody asking.</summary>
    private static async Task AssertMailedAsync(string data, IReadOnlyCollection<string> acknowledged)
    {
        using var deadline = new CancellationTokenSource(MailPatience);
        HashSet<string> missing;
        while ((missing = [.. acknowledged.Except(Directory.EnumerateFiles(Path.Combine(data, "outbox"), "*.eml", SearchOption.AllDirectories).SelectMany(Recipients))]).Count > 0)
        {
            Assert.False(deadline.IsCancellationRequested, $"{missing.Count} of {acknowledged.Count} accounts got no mail.");
            await Task.Delay(20);
        }
    }

    private static IEnumerable<string> Recipients(string mail) =>
        File.ReadLines(mail).Where(static line => line.StartsWith("To: ", StringComparison.Ordinal)).Select(static line => line[4..]);

    private static async Task<ConcurrentDictionary<string, bool>> SignUpUntilKilledAsync(Drill drill, int killAfter)
    {
        var emails = new ConcurrentDictionary<string, bool>();
        var acknowledged = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clients = Enumerable.Range(0, 4).Select(async _ =>
        {
            while (true)
            {
                var email = DrillUser.NewEmail();
                emails[email] = false;
                using var answer = await PostAsync(drill.Server, email);
                if (answer is null) return;
                answer.EnsureSuccessStatusCode();
                emails[email] = true;
                if (Interlocked.Increment(ref acknowledged) == killAfter) enough.SetResult();
            }
        }).ToList();

        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await drill.Server.KillAsync();
        await Task.WhenAll(clients);
        return emails;
    }

    private static async Task<HttpResponseMessage?> PostAsync(ServerProcess server, string email)
    {
        try
        {
            return await server.Http.PostAsJsonAsync(
                "/api/v1/auth/signup", new { email, password = DrillUser.Password, full_name = "Drill", role = "user" });
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
