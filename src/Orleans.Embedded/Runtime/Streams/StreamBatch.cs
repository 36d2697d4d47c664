namespace Orleans.Runtime.Streams;

/// <summary>Some results of a stream, and whether and how it has ended after them.</summary>
internal sealed record StreamBatch<TItem>(List<TItem> Items, bool Ended, Exception? Error);
