using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks an interface whose implementations are grains.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain whose key is a <see cref="Guid"/>.</summary>
public interface IGrainWithGuidKey : IGrain;

/// <summary>A grain whose key is a <see cref="long"/>.</summary>
public interface IGrainWithIntegerKey : IGrain;

/// <summary>A grain whose key is a <see cref="string"/>.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>A grain whose key is a <see cref="Guid"/> and a string.</summary>
public interface IGrainWithGuidCompoundKey : IGrain;

/// <summary>A grain whose key is a <see cref="long"/> and a string.</summary>
public interface IGrainWithIntegerCompoundKey : IGrain;
