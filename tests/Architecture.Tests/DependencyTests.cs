using System.Reflection;
using Grains.Chat;
using Grains.Storage;

namespace Architecture.Tests;

public sealed class DependencyTests
{
    private static readonly Assembly Contracts = typeof(IChatSessionGrain).Assembly;
    private static readonly Assembly Behaviour = typeof(IEventLog).Assembly;
    private static readonly Assembly Front = typeof(WebFront.Endpoints.IEndpoint).Assembly;

    [Fact]
    public void The_front_sees_no_grain_class() => Assert.DoesNotContain(Behaviour.GetName().Name, ReferencesOf(Front));

    [Fact]
    public void Grains_see_no_http()
    {
        var web = ReferencesOf(Behaviour).Where(name => name!.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal));

        Assert.DoesNotContain(web, name => name!.Contains("Http", StringComparison.Ordinal) || name.Contains("SignalR", StringComparison.Ordinal));
    }

    [Fact]
    public void Contracts_know_nothing_but_the_engine()
    {
        var others = ReferencesOf(Contracts).Where(name => !name!.StartsWith("System.", StringComparison.Ordinal)
            && !name.StartsWith("Orleans", StringComparison.Ordinal)
            && !name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal));

        Assert.Empty(others);
    }

    private static IEnumerable<string?> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name);
}
