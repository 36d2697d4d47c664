using Grains.Accounts;
using Grains.Chat;
using Grains.Clones;
using Grains.Knowledge;
using Grains.Limits;
using Grains.Providers.Documents;
using Grains.Providers.Embeddings;
using Grains.Providers.Models;
using Grains.Seed;
using Grains.Storage;
using Grains.Wallets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Silo;

/// <summary>Adds the grains, their storage and the engine that runs them to a host.</summary>
public static class SiloHosting
{
    /// <summary>Storage comes before the engine, so that it is open when grains start and closes after them.</summary>
    public static IHostApplicationBuilder AddGrainsSilo(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        builder.Services.AddStorage(StorageOptions.Read(builder.Configuration), settings.DataFolder);
        ChosenEngine.Use(builder);
        AddFeatures(builder.Services, builder.Configuration);
        return builder;
    }

    /// <summary>Every feature, in alphabetical order; each brings its own options, services and start-up work.</summary>
    private static void AddFeatures(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAccounts(configuration);
        services.AddChat(configuration);
        services.AddClones();
        services.AddDocumentReaders();
        services.AddEmbeddings();
        services.AddKnowledge();
        services.AddLimits(configuration);
        services.AddModels(configuration);
        services.AddSeed();
        services.AddWallets(configuration);
    }
}
