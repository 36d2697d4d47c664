namespace Orleans;

/// <summary>Activations of this class are never collected as idle.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
#pragma warning disable CA1813 // Orleans leaves it open
public class KeepAliveAttribute : Attribute;
#pragma warning restore CA1813
