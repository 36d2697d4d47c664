namespace Grains.Egress;

/// <summary>What a server answered, whatever its status.</summary>
/// <param name="Url">Where the answer came from, after redirects.</param>
/// <param name="Status">HTTP's, 200 to 599.</param>
/// <param name="Location">Where a redirect that was not followed leads, made absolute; null where there is none.</param>
/// <param name="ContentType">As the server wrote it; null where it did not.</param>
/// <param name="RetryAfter">When to come back, as the server asked; null where it did not.</param>
/// <param name="Body">Unpacked.</param>
/// <param name="IsCut">There was more than was asked for.</param>
internal sealed record OutboundAnswer(
    Uri Url,
    int Status,
    Uri? Location,
    string? ContentType,
    TimeSpan? RetryAfter,
    ReadOnlyMemory<byte> Body,
    bool IsCut)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
