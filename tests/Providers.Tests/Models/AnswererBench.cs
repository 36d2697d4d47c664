using Grains.Chat.Models;
using Grains.Knowledge;
using Grains.Providers.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Providers.Tests.Models;

/// <summary>The answerer as the product wires it, over settings that a test gives.</summary>
internal sealed class AnswererBench : IDisposable
{
    public const string Key = "sk-test-0123456789-secret";

    private readonly ModelCatalog catalog;

    public AnswererBench(ModelsOptions options, TimeProvider? clock = null)
    {
        var check = new ModelsOptionsCheck().Validate(null, options);
        if (check.Failed) throw new OptionsValidationException("Models", typeof(ModelsOptions), check.Failures);
        catalog = new ModelCatalog(Options.Create(options), clock ?? TimeProvider.System);
        Answerer = new ChatAnswerer(catalog, Options.Create(options), clock ?? TimeProvider.System, NullLogger<ChatAnswerer>.Instance);
    }

    public IAnswerer Answerer { get; }

    public static AnswererBench Over(
        ScriptedModelServer server,
        Action<ProviderOptions>? configure = null,
        Action<ModelsOptions>? all = null,
        TimeProvider? clock = null)
    {
        var provider = new ProviderOptions { BaseUrl = server.BaseUrl, ApiKey = Key, Model = "m", BackoffSeconds = 0.01 };
        configure?.Invoke(provider);
        var options = new ModelsOptions { Default = "main", Providers = { ["main"] = provider } };
        all?.Invoke(options);
        return new AnswererBench(options, clock);
    }

    public static AnswererBench Embedded(double tokensPerSecond = 0, TimeProvider? clock = null) =>
        new(new ModelsOptions { Embedded = { TokensPerSecond = tokensPerSecond }, Echo = { Enabled = true } }, clock);

    public static AnswerRequest Ask(string question, string model = "main", params Passage[] passages) => new(
        model,
        new AnswerPersona("Riverside Allotments", "The allotment society's help desk.", "", "", ["plots and rent", "water", "bonfires"]),
        passages,
        [],
        question,
        0.3,
        800);

    public static Passage Passage(string text, int? page = 1, string title = "Members' Handbook.pdf", double score = 0.8) =>
        new(Guid.NewGuid(), Guid.Empty, title, page, null, text, score, null, []);

    public async Task<(string Text, AnswerChunk Last, int Pieces)> AnswerAsync(AnswerRequest request, CancellationToken cancel = default)
    {
        var (text, last, pieces) = ("", (AnswerChunk?)null, 0);
        await foreach (var chunk in Answerer.AnswerAsync(request, cancel))
        {
            Assert.Null(last);
            text += chunk.Text;
            pieces++;
            if (chunk.FinishReason is not null) last = chunk;
        }

        Assert.NotNull(last);
        return (text, last, pieces);
    }

    public async Task<ModelFailedException> FailAsync(AnswerRequest request, List<string>? received = null) =>
        await Assert.ThrowsAsync<ModelFailedException>(async () =>
        {
            await foreach (var chunk in Answerer.AnswerAsync(request, CancellationToken.None)) received?.Add(chunk.Text);
        });

    public void Dispose() => catalog.Dispose();
}
