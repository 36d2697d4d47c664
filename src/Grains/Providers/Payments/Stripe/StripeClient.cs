using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Grains.Billing;
using Microsoft.Extensions.Options;

namespace Grains.Providers.Payments.Stripe;

/// <summary>
/// Stripe's REST API: form-encoded requests, JSON answers. What may pass (409, 429, 5xx, no answer in time) is tried again under the
/// same idempotency key, unless Stripe says that it is of no use. The key goes to its base address and nowhere else.
/// </summary>
internal sealed class StripeClient : IDisposable
{
    private const int LongestAnswer = 4 << 20;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly HttpClient http;
    private readonly StripeOptions options;
    private readonly TimeProvider clock;

    public StripeClient(IOptions<BillingOptions> billing, TimeProvider clock)
    {
        options = billing.Value.Stripe;
        this.clock = clock;
#pragma warning disable RS0030 // The one client of this provider: no redirects, no cookies, a bounded answer; each try has its own time limit.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = new Uri(options.BaseUrl, UriKind.Absolute),
            MaxResponseContentBufferSize = LongestAnswer,
            Timeout = Timeout.InfiniteTimeSpan,
        };
#pragma warning restore RS0030
    }

    public Task<StripeAnswer> GetAsync(string path, CancellationToken cancel) => SendAsync(HttpMethod.Get, path, null, null, cancel);

    public Task<StripeAnswer> DeleteAsync(string path, CancellationToken cancel) => SendAsync(HttpMethod.Delete, path, null, null, cancel);

    /// <param name="key">Names the change; without one Stripe is told a random one, so that our own repeats do it once.</param>
    public Task<StripeAnswer> PostAsync(string path, IReadOnlyList<KeyValuePair<string, string>> form, string? key, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, path, form, key ?? Guid.NewGuid().ToString("N"), cancel);

    public void Dispose() => http.Dispose();

    /// <exception cref="PaymentGatewayException">No answer that says how it went, or the key is not accepted.</exception>
    private async Task<StripeAnswer> SendAsync(
        HttpMethod method, string path, IReadOnlyList<KeyValuePair<string, string>>? form, string? key, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (answer, pause, failure) = await TryAsync(method, path, form, key, cancel);
            if (answer is not null) return answer;
            if (pause is null || attempt >= options.Retries) throw new PaymentGatewayException($"Stripe gave {failure} to {method} {Resource(path)}.");
            var backoff = options.Backoff * Math.Pow(2, attempt) * (1 + Random.Shared.NextDouble());
            var wait = pause > backoff ? pause.Value : backoff;
            await Task.Delay(wait < LongestPause ? wait : LongestPause, clock, cancel);
        }
    }

    /// <returns>An answer; or how long to wait at least before the next try, null where there is no use in one, and what happened.</returns>
    private async Task<(StripeAnswer? Answer, TimeSpan? Pause, string Failure)> TryAsync(
        HttpMethod method, string path, IReadOnlyList<KeyValuePair<string, string>>? form, string? key, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        request.Headers.TryAddWithoutValidation("Stripe-Version", options.Version);
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (form is not null) request.Content = new FormUrlEncodedContent(form);

        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            using var response = await http.SendAsync(request, both.Token);
            var status = (int)response.StatusCode;
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return (null, null, $"status {status}, the key is not accepted");
            if (MayPass(response)) return (null, PauseOf(response), $"status {status}");
            if (status is >= 300 and < 400 or >= 500 or 409 or 429) return (null, null, $"status {status}");
            var body = await response.Content.ReadAsByteArrayAsync(both.Token);
            return (new StripeAnswer(status, JsonSerializer.Deserialize<JsonElement>(body)), null, "");
        }
        catch (Exception broken) when (broken is HttpRequestException or JsonException or IOException
            || (broken is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (null, TimeSpan.Zero, limit.IsCancellationRequested ? "no answer in time" : "no answer");
        }
    }

    /// <summary>Stripe's own word where it gives one.</summary>
    private static bool MayPass(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("Stripe-Should-Retry", out var said))
        {
            switch (said.FirstOrDefault())
            {
                case "true": return true;
                case "false": return false;
            }
        }

        return response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500;
    }

    private static TimeSpan PauseOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Retry-After", out var said)
        && int.TryParse(said.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;

    /// <summary>The kind of resource, without the ids that follow.</summary>
    private static string Resource(string path) => path.Split('/', '?') is [_, "v1", var kind, ..] ? kind : "its API";
}
