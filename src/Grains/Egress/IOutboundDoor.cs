using Grains.Outcomes;

namespace Grains.Egress;

/// <summary>
/// The one way to a URL that a user gave. It connects to public addresses only, on allowed ports, checked on the very address that is
/// connected to and again at every redirect; it sends no cookie or credential of ours, uses no proxy, and takes a bounded time and
/// a bounded answer.
/// </summary>
internal interface IOutboundDoor
{
    /// <summary>What is wrong with a URL as it is written, without any call; null where nothing is.</summary>
    Refusal? Check(Uri url);

    /// <summary>What is wrong with a URL, its host's addresses included, before anything is kept of it; connects to nothing.</summary>
    Task<Refusal?> CheckHostAsync(Uri url, CancellationToken cancel);

    /// <summary>Makes the call. Any HTTP status is an answer; what could not be asked or read is a refusal of <see cref="EgressRefusals"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    Task<Outcome<OutboundAnswer>> SendAsync(OutboundRequest request, CancellationToken cancel);
}
