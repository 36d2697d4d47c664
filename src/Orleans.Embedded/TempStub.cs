#pragma warning disable
using Microsoft.Extensions.DependencyInjection;
namespace Orleans
{
    [AttributeUsage(AttributeTargets.All)] public sealed class GenerateSerializerAttribute : Attribute;
    [AttributeUsage(AttributeTargets.All)] public sealed class IdAttribute(uint id) : Attribute;
    [AttributeUsage(AttributeTargets.All)] public sealed class AliasAttribute(string alias) : Attribute;
    [AttributeUsage(AttributeTargets.All)] public sealed class ImmutableAttribute : Attribute;
    [AttributeUsage(AttributeTargets.All)] public sealed class ResponseTimeoutAttribute(string t) : Attribute;
    public interface IGrain; public interface IGrainWithStringKey : IGrain;
    public interface IGrainFactory { T GetGrain<T>(string key, string? prefix = null) where T : IGrainWithStringKey; }
    public abstract class Grain : IGrainBase { public IGrainFactory GrainFactory => null!; public virtual Task OnActivateAsync(CancellationToken c) => Task.CompletedTask; protected void DelayDeactivation(TimeSpan t) { } protected void DeactivateOnIdle() { } }
    public interface IGrainBase;
    public static class GrainBaseExtensions { public static string GetPrimaryKeyString(this IGrainBase g) => ""; }
}
namespace Orleans.Concurrency
{
    [AttributeUsage(AttributeTargets.All)] public sealed class ReadOnlyAttribute : Attribute;
    [AttributeUsage(AttributeTargets.All)] public sealed class AlwaysInterleaveAttribute : Attribute;
    [AttributeUsage(AttributeTargets.All)] public sealed class StatelessWorkerAttribute(int n = 0) : Attribute;
}
namespace Orleans.Runtime
{
    public class OrleansException : Exception;
    public class OrleansMessageRejectionException : OrleansException;
    public class SiloUnavailableException : OrleansMessageRejectionException;
    public sealed class LimitExceededException : OrleansException;
    public interface IPersistentState<T> { T State { get; set; } bool RecordExists { get; } Task WriteStateAsync(CancellationToken c = default); Task ClearStateAsync(CancellationToken c = default); Task ReadStateAsync(CancellationToken c = default); }
    [AttributeUsage(AttributeTargets.All)] public sealed class PersistentStateAttribute(string n, string? s = null) : Attribute;
}
namespace Orleans.Hosting
{
    public interface ISiloBuilder { IServiceCollection Services { get; } }
}
