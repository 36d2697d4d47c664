using System.Text.Json;
using Grains.Storage;

namespace Grains.Seed;

/// <summary>What the demo has come to, in a file that only the product's user can read. Written before and after what it tells of.</summary>
/// <param name="Done">The demo was complete once; whatever is deleted of it later stays deleted.</param>
internal sealed record DemoRecord(string Password, bool Done)
{
    private const string Blob = "seed/demo.json";
    private const int MaxBytes = 4096;

    /// <summary>Null where there was never a demo.</summary>
    public static async Task<DemoRecord?> LoadAsync(IBlobStore blobs, CancellationToken cancel) =>
        await blobs.GetAsync(Blob, cancel) is { } bytes ? JsonSerializer.Deserialize<DemoRecord>(bytes.Span, StorageJson.Options) : null;

    public Task SaveAsync(IBlobStore blobs, CancellationToken cancel) =>
        blobs.PutAsync(Blob, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(this, StorageJson.Options)), MaxBytes, cancel);

    public override string ToString() => nameof(DemoRecord);
}
