using System.Net;
using System.Net.Sockets;
using Grains.Outcomes;
using Microsoft.Extensions.Options;

namespace Grains.Egress;

/// <summary>One handler for all calls, whose connections are made here.</summary>
internal sealed class OutboundDoor : IOutboundDoor, IDisposable
{
    private readonly EgressPolicy policy;
    private readonly IOutboundNetwork network;
    private readonly TimeProvider clock;
    private readonly HttpMessageInvoker http;
    private readonly TimeSpan connectTimeout;

    public OutboundDoor(EgressPolicy policy, IOutboundNetwork network, IOptions<EgressOptions> options, TimeProvider clock)
    {
        this.policy = policy;
        this.network = network;
        this.clock = clock;
        connectTimeout = TimeSpan.FromSeconds(options.Value.ConnectSeconds);
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = connectTimeout,
            ConnectCallback = ConnectAsync,
            MaxConnectionsPerServer = options.Value.ConnectionsPerHost,
            MaxResponseHeadersLength = 32,
            MaxResponseDrainSize = 0,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),

            // Strangers are not told how our traces are called.
            ActivityHeadersPropagator = null,
        });
    }

    public Refusal? Check(Uri url) => policy.Check(url);

    public async Task<Refusal?> CheckHostAsync(Uri url, CancellationToken cancel)
    {
        if (policy.Check(url) is { } bad)
            return bad;

        using var late = new CancellationTokenSource(connectTimeout, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            await ResolveAsync(url.IdnHost, url.Port, stop.Token);
            return null;
        }
        catch (EgressRefusedException refused)
        {
            return refused.Refusal;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return EgressRefusals.TimedOut;
        }
    }

    public async Task<Outcome<OutboundAnswer>> SendAsync(OutboundRequest request, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(request.Timeout, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            return await FollowAsync(request, stop.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return EgressRefusals.TimedOut;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or EgressRefusedException or InvalidDataException)
        {
            // What was cancelled may come out as a broken connection.
            cancel.ThrowIfCancellationRequested();
            return late.IsCancellationRequested ? EgressRefusals.TimedOut : Explain(failure);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<Outcome<OutboundAnswer>> FollowAsync(OutboundRequest request, CancellationToken cancel)
    {
        var step = new OutboundStep(request.Method, request.Url, WithHeaders: true);
        for (var redirects = 0; ; redirects++)
        {
            if (policy.Check(step.Url) is { } bad)
                return bad;

            using var message = step.ToMessage(request);
            using var response = await http.SendAsync(message, cancel);
            var location = OutboundStep.LocationOf(step.Url, response);
            if (location is null || request.MaxRedirects == 0)
                return await ReadAsync(step.Url, location, request, response, cancel);
            if (redirects == request.MaxRedirects)
                return EgressRefusals.TooManyRedirects;
            step = step.After(response.StatusCode, location);
        }
    }

    private async Task<Outcome<OutboundAnswer>> ReadAsync(
        Uri url, Uri? location, OutboundRequest request, HttpResponseMessage response, CancellationToken cancel)
    {
        // A packed body's length says nothing of what it holds, and the handler takes it away.
        if (!request.CutsLongAnswer && response.Content.Headers.ContentLength > request.MaxBytes)
            return EgressRefusals.TooLarge;

        await using var content = await response.Content.ReadAsStreamAsync(cancel);
        var (body, isLonger) = await BoundedBody.ReadAsync(content, request.MaxBytes, cancel);
        if (isLonger && !request.CutsLongAnswer)
            return EgressRefusals.TooLarge;
        return new OutboundAnswer(
            url,
            (int)response.StatusCode,
            location,
            response.Content.Headers.TryGetValues("Content-Type", out var types) ? types.First() : null,
            WaitOf(response),
            body,
            isLonger);
    }

    private TimeSpan? WaitOf(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? asked?.Date - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await ResolveAsync(host, port, cancel);
        foreach (var address in addresses)
        {
            try
            {
                return await network.ConnectAsync(new IPEndPoint(address, port), cancel);
            }
            catch (SocketException)
            {
                // The next address may answer.
            }
        }

        throw new EgressRefusedException(EgressRefusals.Unreachable);
    }

    /// <summary>The host's addresses, asked for once, all of them open: a name with an inside address among its own is up to something.</summary>
    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, CancellationToken cancel)
    {
        IReadOnlyList<IPAddress> addresses;
        try
        {
            addresses = EgressPolicy.LiteralOf(host) is { } literal ? [literal] : await network.ResolveAsync(host, cancel);
        }
        catch (SocketException)
        {
            throw new EgressRefusedException(EgressRefusals.UnknownHost);
        }

        foreach (var address in addresses)
            if (policy.CheckAddress(host, port, address) is { } refusal)
                throw new EgressRefusedException(refusal);
        return addresses.Count > 0 ? addresses : throw new EgressRefusedException(EgressRefusals.UnknownHost);
    }

    private static Refusal Explain(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is EgressRefusedException refused)
                return refused.Refusal;
            if (cause is OperationCanceledException or TimeoutException)
                return EgressRefusals.TimedOut;
        }

        return failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError }
            ? EgressRefusals.Unreachable
            : EgressRefusals.Broken;
    }
}
