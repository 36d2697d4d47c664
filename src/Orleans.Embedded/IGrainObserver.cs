using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks an interface that objects outside of grains implement, so that grains can call them.</summary>
public interface IGrainObserver : IAddressable;
