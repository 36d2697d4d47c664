using Grains.Accounts;
using Grains.Billing;
using Grains.Analytics;
using Grains.Chat;
using Grains.Clones;
using Grains.Egress;
using Grains.Knowledge;
using Grains.Limits;
using Grains.Providers.Documents;
using Grains.Providers.Embeddings;
using Grains.Providers.Mail;
using Grains.Providers.Models;
using Grains.Seed;
using Grains.Storage;
using Grains.Wallets;
using Grains.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Silo;

/// <summary>Adds the grains, their storage and the engine that runs them to a host, or the way to those of other processes.</summary>
public static class SiloHosting
{
    /// <summary>Storage comes before the engine, so that it is open when grains start and closes after them.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The settings ask for what this build or this storage cannot do.</exception>
    public static IHostApplicationBuilder AddGrainsSilo(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        var storage = StorageOptions.Read(builder.Configuration);
        ChosenEngine.Check(settings.Cluster, storage.ConnectionString);
        builder.Services.AddStorage(storage, settings.DataFolder);
        ChosenEngine.UseSilo(builder, settings.Cluster, storage.ConnectionString);
        AddFeatures(builder.Services, builder.Configuration, settings.DataFolder);
        return builder;
    }

    /// <summary>A front end without grains: the way to the silos, and the shared storage of uploads.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The settings ask for what this build or this storage cannot do.</exception>
    public static IHostApplicationBuilder AddGrainsClient(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        var storage = StorageOptions.Read(builder.Configuration);
        ChosenEngine.Check(settings.Cluster, storage.ConnectionString);
        builder.Services.AddFrontStorage(storage);
        ChosenEngine.UseClient(builder, settings.Cluster, storage.ConnectionString!);
        builder.Services.AddAvatars();
        builder.Services.AddCloneAvatars();
        builder.Services.AddUploads();
        builder.Services.AddDemoContent();
        return builder;
    }

    /// <summary>Every feature, in alphabetical order; each brings its own options, services and start-up work.</summary>
    private static void AddFeatures(IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddAccounts(configuration);
        services.AddBilling(configuration);
        services.AddAnalytics();
        services.AddChat(configuration);
        services.AddClones();
        services.AddDocumentReaders();
        services.AddEgress();
        services.AddEmbeddings();
        services.AddKnowledge();
        services.AddLimits(configuration);
        services.AddMail(configuration, dataFolder);
        services.AddModels(configuration);
        services.AddSeed();
        services.AddDemoContent();
        services.AddWallets(configuration);
        services.AddWebhooks();
    }
}
