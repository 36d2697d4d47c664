using System.Collections.Immutable;
using System.Runtime.InteropServices;
using WebFront.Description;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>A body to the byte, as a signature is over it; the server bounds its length.</summary>
internal static class RawBody
{
    public static async Task<ImmutableArray<byte>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancel);
        return ImmutableCollectionsMarshal.AsImmutableArray(bytes.ToArray());
    }
}

/// <param name="Result"><c>applied</c>, <c>duplicate</c> or <c>ignored</c>; all of them mean that it need not be sent again.</param>
internal sealed record WebhookResponse(bool Received, string Type, [property: Words("applied", "duplicate", "ignored")] string Result)
{
    public static WebhookResponse From(Grains.Billing.WebhookReceipt receipt) => new(true, receipt.Type, receipt.Result switch
    {
        Grains.Billing.NoticeResult.Applied => "applied",
        Grains.Billing.NoticeResult.Duplicate => "duplicate",
        _ => "ignored",
    });
}
