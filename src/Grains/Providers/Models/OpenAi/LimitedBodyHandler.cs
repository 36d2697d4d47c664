namespace Grains.Providers.Models.OpenAi;

/// <summary>Stops reading an answer that is larger than any honest one, so that a runaway server cannot fill the memory.</summary>
internal sealed class LimitedBodyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // 16,000 tokens at some 300 bytes of event each come to 5 MB.
    private const long MaxBytes = 16 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var body = new StreamContent(new LimitedStream(await response.Content.ReadAsStreamAsync(cancellationToken), MaxBytes));
        foreach (var header in response.Content.Headers) body.Headers.TryAddWithoutValidation(header.Key, header.Value);
        response.Content = body;
        return response;
    }
}
