using Grains.Testing.Postgres;
using Xunit.Abstractions;

namespace Grains.Tests.Specifications;

/// <summary>Tests of this class, inherited ones included, are skipped, saying why, where there is no PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsPostgresAttribute : Attribute
{
    /// <summary>Why a test is skipped; null where it runs.</summary>
    public static string? SkipReason(ITestMethod test) =>
        PostgresServer.Missing is { } missing && test.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).Any() ? missing : null;
}
