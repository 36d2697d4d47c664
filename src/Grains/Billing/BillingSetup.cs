using Grains.Accounts;
using Grains.Providers.Payments.Sandbox;
using Grains.Providers.Payments.Stripe;
using Grains.Storage;
using Grains.Storage.CatchUp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grains.Billing;

public static class BillingSetup
{
    /// <summary>Registers billing. Payments go by Stripe where its key is set, else by the embedded sandbox.</summary>
    public static IServiceCollection AddBilling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BillingOptions>().Bind(configuration.GetSection("Billing")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<BillingOptions>, BillingOptionsCheck>();
        services.AddSingleton<BillingLog>();
        services.AddSingleton<PaymentDirectory>();
        services.AddSingleton<SandboxSecret>();
        services.AddSingleton<IProjection, PaymentProjection>();
        services.AddSingleton<ICatchUpProjection, ChargeProjection>();
        services.AddSingleton<InvoiceDirectory>();
        services.AddSingleton<IPersonalData, BillingPersonalData>();
        services.AddSingleton<StripeClient>();
        services.AddSingleton<StripePaymentGateway>();
        services.AddSingleton<SandboxPaymentGateway>();
        services.AddSingleton<IPaymentGateway>(static provider => UsesStripe(provider.GetRequiredService<IOptions<BillingOptions>>().Value)
            ? provider.GetRequiredService<StripePaymentGateway>()
            : provider.GetRequiredService<SandboxPaymentGateway>());
        services.AddHostedService<BillingRecoveryService>();
        return services;
    }

    private static bool UsesStripe(BillingOptions options) => options.Stripe.ApiKey.Length > 0;
}
