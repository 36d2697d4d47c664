using Grains.Accounts;
using Grains.Chat;
using Grains.Chat.Attachments;
using Grains.Knowledge;
using Grains.Limits;
using Grains.Providers.Documents;
using Grains.Providers.Embeddings;
using Grains.Wallets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.Activations;
using Silo.Engines;
using Simulation.Tests.Storage;

namespace Simulation.Tests.Hosting;

/// <summary>
/// What all simulated silos share, made once: grain classes and settings. The settings are the product's own but for those that make
/// what is scarce scarce within minutes: money, open turns, demo messages, permits, leases.
/// </summary>
internal static class SiloSettings
{
    public const int MaxOpenTurns = 3;
    public const int DemoMessages = 3;
    public const int MessagePermits = 4;

    private const int Processors = 2;

    public static readonly TimeSpan MessageWindow = TimeSpan.FromMinutes(1);

    /// <summary>What an account begins with, in micro-USD.</summary>
    public const long OpeningMicros = 1_000_000;

    public static GrainCollectionOptions Collection { get; } = new();

    /// <summary>With as many stateless workers on any machine: how many there are decides what runs beside what.</summary>
    public static GrainClasses Classes { get; } = new([typeof(ChatOptions).Assembly], Collection, Processors);

    public static IOptions<GrainCollectionOptions> CollectionOptions { get; } = Options.Create(Collection);

    public static IOptions<SiloMessagingOptions> Messaging { get; } = Options.Create(Limited());

    public static IOptions<EmbeddedOptions> Engine { get; } = Options.Create(new EmbeddedOptions { CheckMessages = false, SweepPeriod = TimeSpan.FromSeconds(1) });

    public static IOptions<ReminderOptions> Reminders { get; } = Options.Create(new ReminderOptions());

    public static IOptions<ChatOptions> Chat { get; } = Options.Create(new ChatOptions { MaxOpenTurns = MaxOpenTurns, DemoMessages = DemoMessages });

    public static IOptions<WalletOptions> Wallets { get; } =
        Options.Create(new WalletOptions { SandboxBalance = OpeningMicros / 1_000_000m, LeaseDuration = TimeSpan.FromMinutes(4) });

    public static IOptions<AccountOptions> Accounts { get; } = Options.Create(new AccountOptions { PasswordIterations = 1_000 });

    public static IOptions<KnowledgeOptions> Knowledge { get; } = Options.Create(new KnowledgeOptions { Readers = Processors });

    /// <summary>Sessions look for files only where a message names some, and none does.</summary>
    public static SessionFiles Files { get; } = new(
        new NoAttachments(),
        new AttachmentTexts(new NoAttachments(), NoBlobs.Instance, new DocumentWorkbench(new DocumentReader(), Knowledge, TimeProvider.System)),
        Options.Create(new AttachmentOptions()));

    public static EmbeddingModels Embeddings { get; } = new(Options.Create(new EmbeddingOptions()));

    public static LimitsOptions Limits { get; } = LimitsOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"Limits:{LimitNames.MarketplaceMessages}:Permits"] = MessagePermits.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [$"Limits:{LimitNames.MarketplaceMessages}:Window"] = MessageWindow.ToString(),
        })
        .Build()
        .GetSection("Limits"));

    private static SiloMessagingOptions Limited()
    {
        var messaging = new SiloMessagingOptions();
        QueueLimits.Set(messaging);
        return messaging;
    }
}
