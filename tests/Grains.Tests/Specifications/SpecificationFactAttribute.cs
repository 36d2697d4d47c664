using Xunit.Sdk;

namespace Grains.Tests.Specifications;

/// <summary>A test that several classes inherit, each for another implementation; one that <see cref="NeedsPostgresAttribute"/> may be skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Grains.Tests.Specifications.SpecificationFactDiscoverer", "Grains.Tests")]
public sealed class SpecificationFactAttribute : FactAttribute;
