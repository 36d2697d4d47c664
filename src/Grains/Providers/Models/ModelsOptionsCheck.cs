using Microsoft.Extensions.Options;

namespace Grains.Providers.Models;

/// <summary>Refuses to start with settings that would fail at the first answer.</summary>
internal sealed class ModelsOptionsCheck : IValidateOptions<ModelsOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelsOptions options)
    {
        var faults = new List<string>();
        Check(faults, options.MaxAnswerCharacters is >= 1_000 and <= 1_000_000, "Models:MaxAnswerCharacters must be 1,000 to 1,000,000");
        Check(faults, options.Embedded.TokensPerSecond is >= 0 and <= 100_000, "Models:Embedded:TokensPerSecond must be 0 to 100,000");
        Check(faults, options.Echo.TokensPerSecond is >= 0 and <= 100_000, "Models:Echo:TokensPerSecond must be 0 to 100,000");
        Check(
            faults,
            ModelCatalog.IsBuiltIn(options.Default) || options.Providers.ContainsKey(options.Default),
            $"Models:Default is '{options.Default}', which is neither 'embedded' nor one of Models:Providers");
        foreach (var (provider, settings) in options.Providers) CheckProvider(faults, $"Models:Providers:{provider}", settings);

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void CheckProvider(List<string> faults, string path, ProviderOptions provider)
    {
        var goodUrl = Uri.TryCreate(provider.BaseUrl, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            && url.UserInfo.Length == 0;
        Check(faults, goodUrl, $"{path}:BaseUrl must be an absolute http or https URL without a user name");
        Check(faults, !ModelCatalog.IsBuiltIn(path[(path.LastIndexOf(':') + 1)..]), $"{path}: this name belongs to a built-in model");
        Check(faults, provider.Model.Length > 0, $"{path}:Model is missing");
        Check(faults, provider.TimeoutSeconds is > 0 and <= 30, $"{path}:TimeoutSeconds must be above 0 and at most 30");
        Check(faults, provider.IdleSeconds is > 0 and <= 300, $"{path}:IdleSeconds must be above 0 and at most 300");
        Check(faults, provider.AnswerSeconds is > 0 and <= 3_600, $"{path}:AnswerSeconds must be above 0 and at most 3,600");
        Check(faults, provider.Retries is >= 0 and <= 5, $"{path}:Retries must be 0 to 5");
        Check(faults, provider.BackoffSeconds is >= 0 and <= 10, $"{path}:BackoffSeconds must be 0 to 10");
        Check(faults, provider.BreakerFailures is >= 1 and <= 100, $"{path}:BreakerFailures must be 1 to 100");
        Check(faults, provider.BreakerSeconds is > 0 and <= 600, $"{path}:BreakerSeconds must be above 0 and at most 600");
    }

    private static void Check(List<string> faults, bool good, string message)
    {
        if (!good) faults.Add(message);
    }
}
