using System.Collections.Frozen;
using Grains.Providers.Models.Embedded;
using Grains.Providers.Models.OpenAi;
using Microsoft.Extensions.Options;

namespace Grains.Providers.Models;

/// <summary>
/// Which model answers for a name. A configured provider answers for its own name and for its model's; <c>embedded</c> is the
/// built-in answerer; <c>echo</c> exists where switched on. <c>default</c>, and a name that is configured no longer, goes to the default, with
/// the model that the operator configured for it: a clone chooses among configured models and can name no other.
/// </summary>
internal sealed class ModelCatalog : IDisposable
{
    public const string EmbeddedName = "embedded";
    public const string EchoName = "echo";
    public const string DefaultName = "default";

    private readonly FrozenDictionary<string, ConfiguredModel> models;
    private readonly ConfiguredModel fallback;

    public ModelCatalog(IOptions<ModelsOptions> options, TimeProvider clock)
    {
        var settings = options.Value;
        var embedded = BuiltIn(EmbeddedName, new EmbeddedChatClient(settings.Embedded.TokensPerSecond, clock), clock);
        var known = new Dictionary<string, ConfiguredModel>(StringComparer.OrdinalIgnoreCase) { [EmbeddedName] = embedded };
        if (settings.Echo.Enabled)
            known[EchoName] = BuiltIn(EchoName, new EchoChatClient(settings.Echo.TokensPerSecond, clock), clock);

        foreach (var (name, provider) in settings.Providers.OrderBy(each => each.Key, StringComparer.OrdinalIgnoreCase))
            known[name] = Provider(name, provider, clock);
        foreach (var (name, provider) in settings.Providers.OrderBy(each => each.Key, StringComparer.OrdinalIgnoreCase))
            known.TryAdd(provider.Model, known[name]);

        models = known.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        Names = [DefaultName, .. known.Keys.Where(static name => !name.Equals(DefaultName, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        fallback = models.GetValueOrDefault(settings.Default, embedded);
    }

    /// <summary>What clones may name.</summary>
    public IReadOnlyList<string> Names { get; }

    public ConfiguredModel Find(string name) => models.GetValueOrDefault(name, fallback);

    public static bool IsBuiltIn(string name) =>
        name.Equals(EmbeddedName, StringComparison.OrdinalIgnoreCase) || name.Equals(EchoName, StringComparison.OrdinalIgnoreCase);

    public void Dispose()
    {
        foreach (var model in models.Values) model.Client.Dispose();
    }

    private static ConfiguredModel BuiltIn(string name, Microsoft.Extensions.AI.IChatClient client, TimeProvider clock)
    {
        var limits = new ProviderOptions { Model = name, AnswerSeconds = 3_600, IdleSeconds = 300, Retries = 0 };
        return new(name, client, limits, new CircuitBreaker(int.MaxValue, TimeSpan.FromSeconds(1), clock)) { Repeatable = true };
    }

    private static ConfiguredModel Provider(string name, ProviderOptions provider, TimeProvider clock) => new(
        name,
        new OpenAiChatClient(provider),
        provider,
        new CircuitBreaker(provider.BreakerFailures, TimeSpan.FromSeconds(provider.BreakerSeconds), clock));
}
