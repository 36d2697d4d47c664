using System.Text.Json;
using Microsoft.AspNetCore.HttpOverrides;
using Silo;
using Silo.Cluster;
using Silo.Health;
using WebFront.Authentication;
using WebFront.Endpoints;
using WebFront.Realtime;
using WebFront.Surfaces;
using WebFront.Surfaces.Marketplace.Exports;

namespace WebFront.Hosting;

/// <summary>Puts the product together: settings, silo, services, pipeline.</summary>
internal static class WebFrontHost
{
    private const string AllowedOrigins = "Cors:Origins";

    /// <param name="adjust">Lets a test change settings before they are read.</param>
    /// <param name="replace">Lets a test replace services after all are registered.</param>
    public static WebApplication Build(
        string[] args, Action<WebApplicationBuilder>? adjust = null, Action<IServiceCollection>? replace = null)
    {
        // Pages come from beside the program, wherever it is started; the data folder from where it is started.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = SiloProcess.Quiet(args), ContentRootPath = AppContext.BaseDirectory });
        adjust?.Invoke(builder);
        var settings = ProductSettings.Read(builder.Configuration);
        settings.RefuseDevelopmentInPublic(builder.Environment);

        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Body.MaxBytes;
        });
        AddLogging(builder.Logging);
        AddServices(builder, settings);
        AddGrains(builder, new SiloSettings(settings.DataFolder, ClusterSettings.Read(builder.Configuration)));

        // After the storage, which may hold the keys, and before the server.
        builder.Services.AddHostedService(provider => provider.GetRequiredService<SigningKeySource>());
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        UsePipeline(app);
        return app;
    }

    private static void AddGrains(WebApplicationBuilder builder, SiloSettings settings)
    {
        if (settings.Cluster.Role == ProcessRole.Client) builder.AddGrainsClient(settings);
        else builder.AddGrainsSilo(settings);
    }

    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();

        // It logs the stack of every connection that our hub refuses, which is told to the client and logged by the hub in one line.
        logging.AddFilter("Microsoft.AspNetCore.SignalR.HubConnectionHandler", LogLevel.None);
        // It would make an activity and a scope for each request and log nothing with them: requests have an id and a scope of ours.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddConsole(console => console.FormatterName = ConsoleLines.FormatterName);
        logging.AddConsoleFormatter<ConsoleLines, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
    }

    private static void AddServices(WebApplicationBuilder builder, ProductSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddHostedService<StartLines>();
        services.AddHostedService<DemoLines>();
        services.AddHostedService<PaymentLines>();
        services.AddOptions<TokenOptions>().BindConfiguration("Tokens").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SigningKeySource>();
        services.AddSingleton(provider => provider.GetRequiredService<SigningKeySource>().Keys);
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<RequestDrain>();
        services.ConfigureHttpJsonOptions(json => SurfaceJson.Apply(json.SerializerOptions, JsonNamingPolicy.SnakeCaseLower));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProductHealth();
        services.AddApiDocs();
        services.AddRealtime();
        AddCors(builder);
        AddKnownProxies(builder);
    }

    private static void AddCors(WebApplicationBuilder builder)
    {
        var origins = builder.Configuration.GetSection(AllowedOrigins).Get<string[]>() ?? [];
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy =>
        {
            if (origins.Length > 0) policy.WithOrigins(origins).AllowAnyHeader().AllowAnyMethod().WithExposedHeaders("X-Request-Id");
        }));
    }

    private static void AddKnownProxies(WebApplicationBuilder builder)
    {
        var proxies = builder.Configuration.GetSection("ForwardedHeaders:KnownProxies").Get<string[]>() ?? [];
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in proxies) forwarded.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
            forwarded.ForwardedHeaders = proxies.Length > 0 ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
        });
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseForwardedHeaders();
        var drain = app.Services.GetRequiredService<RequestDrain>();
        app.Use(next => context => drain.RunAsync(context, next));
        app.UseMiddleware<RequestIdentity>();
        app.UseMiddleware<ErrorShaping>();
        app.UseHeadAsGet();
        app.UseDefaultFiles();
        app.UseRouting();
        app.UseCors();
        app.UseMiddleware<Admission>();
        HeldUpgrade.Use(app);
        app.UseWebSockets();
#pragma warning disable ASP0014 // Here, so that a request of the API passes none of what serves pages.
        app.UseEndpoints(static _ => { });
#pragma warning restore ASP0014
        app.MapApiDocs();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = page => page.Context.Response.Headers.ContentSecurityPolicy = "frame-ancestors 'none'",
        });
        app.MapProductHealth();
        app.MapSilo();
        app.MapDemo();
        app.MapOutbox();
        app.MapRealtime();
        DownloadExport.MapDownload(app);
        foreach (var surface in ServedSurfaces.All)
            app.MapSurface(surface);
    }
}
