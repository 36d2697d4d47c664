using Xunit.Sdk;

namespace Grains.Tests.Specifications;

/// <inheritdoc cref="SpecificationFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Grains.Tests.Specifications.SpecificationTheoryDiscoverer", "Grains.Tests")]
public sealed class SpecificationTheoryAttribute : TheoryAttribute;
