using System.Net;
using System.Net.Http.Headers;

namespace Grains.Egress;

/// <summary>One request of a call, which a redirect turns into the next.</summary>
/// <param name="WithHeaders">Whether the caller's headers go with it.</param>
internal sealed record OutboundStep(HttpMethod Method, Uri Url, bool WithHeaders)
{
    /// <summary>Where a redirect leads; null where the answer is none.</summary>
    /// <exception cref="EgressRefusedException">To something that is no URL.</exception>
    public static Uri? LocationOf(Uri url, HttpResponseMessage response)
    {
        if (!IsRedirect(response.StatusCode) || !response.Headers.TryGetValues("Location", out var values))
            return null;
        return Uri.TryCreate(url, values.First(), out var location) ? location : throw new EgressRefusedException(EgressRefusals.BadRedirect);
    }

    /// <summary>As browsers do it: 303, and 301 and 302 of a POST, go on with GET and without the body.</summary>
    public OutboundStep After(HttpStatusCode status, Uri location)
    {
        var keepsMethod = status is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            || Method == HttpMethod.Head
            || (status != HttpStatusCode.SeeOther && Method != HttpMethod.Post);
        var sameOrigin = Uri.Compare(Url, location, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
        return new OutboundStep(keepsMethod ? Method : HttpMethod.Get, location, WithHeaders && sameOrigin);
    }

    public HttpRequestMessage ToMessage(OutboundRequest request)
    {
        var message = new HttpRequestMessage(Method, Url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        message.Headers.TryAddWithoutValidation("User-Agent", request.UserAgent);
        if (request.Accept is not null)
            message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        if (request.ContentType is not null && Method != HttpMethod.Get && Method != HttpMethod.Head)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }

        if (WithHeaders)
            foreach (var (name, value) in request.Headers)
                message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
