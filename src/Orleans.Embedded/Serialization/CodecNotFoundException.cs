namespace Orleans.Serialization;

/// <summary>A type that crosses a grain call is not marked as one that may.</summary>
[GenerateSerializer]
public sealed class CodecNotFoundException(string message) : Exception(message);
