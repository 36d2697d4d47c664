using Grains.Testing.Postgres;
using Xunit.Abstractions;

namespace Grains.Tests.Specifications;

/// <summary>Tests of this class, inherited ones included, are skipped, saying why, where there is no PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsPostgresAttribute : Attribute
{
    /// <summary>Whether they need the programs of a server, to stop and start one of their own.</summary>
    public bool PrivateServer { get; init; }

    /// <summary>Why a test is skipped; null where it runs.</summary>
    public static string? SkipReason(ITestMethod test)
    {
        var needs = test.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).FirstOrDefault();
        if (needs is null) return null;

        return needs.GetNamedArgument<bool>(nameof(PrivateServer)) ? PostgresServer.MissingPrograms : PostgresServer.Missing;
    }
}
