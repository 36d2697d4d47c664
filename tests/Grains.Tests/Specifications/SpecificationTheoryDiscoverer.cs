using Xunit.Abstractions;
using Xunit.Sdk;

namespace Grains.Tests.Specifications;

internal sealed class SpecificationTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        NeedsPostgresAttribute.SkipReason(testMethod) is { } reason
            ? CreateTestCasesForSkip(discoveryOptions, testMethod, factAttribute, reason)
            : base.Discover(discoveryOptions, testMethod, factAttribute);
}
