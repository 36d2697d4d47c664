using System.Runtime.CompilerServices;
using Grains.Chat.Models;
using Grains.Chat.Prompts;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grains.Providers.Models;

/// <summary>Answers with the configured chat clients: prompt, time limits, retries before the first token, caps and circuit.</summary>
internal sealed partial class ChatAnswerer(
    ModelCatalog catalog, IOptions<ModelsOptions> options, TimeProvider clock, ILogger<ChatAnswerer> log) : IAnswerer
{
    public async IAsyncEnumerable<AnswerChunk> AnswerAsync(
        AnswerRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        var model = catalog.Find(request.Model);
        if (request.Continue is not null && !model.Repeatable)
            throw new ArgumentException($"Model '{model.Name}' gives another text each time and cannot continue one.", nameof(request));

        var messages = AnswerPrompt.Build(request);
        var tally = new AnswerTally(request, messages, model, options.Value.MaxAnswerCharacters);
        var started = clock.GetTimestamp();
        await using var stream = await OpenAsync(model, request, messages, cancel);

        var more = true;
        while (more)
        {
            var text = tally.Add(stream.Current);
            if (text.Length > 0) yield return new AnswerChunk(text);
            if (clock.GetElapsedTime(started).TotalSeconds >= model.Limits.AnswerSeconds) tally.CutShort();
            if (tally.IsCut) break;
            more = await stream.MoveNextAsync();
        }

        if (tally.IsCut) LogCut(model.Name, tally.OutputTokens);
        else stream.RequireFinish();
        yield return tally.Last();
    }

    public IReadOnlyList<string> ModelNames => catalog.Names;

    public bool CanContinue(string model) => catalog.Find(model).Repeatable;

    public int CountTokens(string text) => TextPieces.Count(text);

    /// <summary>A stream whose first piece of text, or whose end, has arrived.</summary>
    private async Task<GuardedStream> OpenAsync(
        ConfiguredModel model, AnswerRequest request, IReadOnlyList<ChatMessage> messages, CancellationToken cancel)
    {
        var limit = TimeSpan.FromSeconds(model.Limits.TimeoutSeconds);
        var started = clock.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            if (!model.Breaker.TryEnter(out var wait)) throw CircuitOpen(wait);

            var stream = new GuardedStream(model, token => Ask(model, request, messages, token), clock, log, cancel);
            TimeSpan delay;
            try
            {
                await stream.BeginAsync(limit - clock.GetElapsedTime(started));
                return stream;
            }
            catch (ModelFailedException failure)
            {
                await stream.DisposeAsync();
                LogAttemptFailed(model.Name, attempt + 1, failure.Code);
                delay = failure.RetryAfter ?? Backoff(model.Limits, attempt);
                var hopeless = !failure.Retryable || failure.Code == ModelFailures.Timeout || attempt >= model.Limits.Retries;
                if (hopeless || delay >= limit - clock.GetElapsedTime(started)) throw;
            }
            catch
            {
                await stream.DisposeAsync();
                throw;
            }

            await Task.Delay(delay, clock, cancel);
        }
    }

    private static IAsyncEnumerable<ChatResponseUpdate> Ask(
        ConfiguredModel model, AnswerRequest request, IReadOnlyList<ChatMessage> messages, CancellationToken cancel)
    {
        var chat = new ChatOptions { Temperature = (float)request.Temperature, MaxOutputTokens = request.MaxTokens };
        if (model.Repeatable) chat.AdditionalProperties = new() { [AnswerProperties.Request] = request };
        return model.Client.GetStreamingResponseAsync(messages, chat, cancel);
    }

    private static TimeSpan Backoff(ProviderOptions limits, int attempt) =>
        TimeSpan.FromSeconds(limits.BackoffSeconds * Math.Pow(2, attempt) * (0.5 + Random.Shared.NextDouble()));

    private static ModelFailedException CircuitOpen(TimeSpan wait) =>
        new(ModelFailures.Unavailable, "The model has failed several times in a row and is being left alone for a moment.") { RetryAfter = wait };

    [LoggerMessage(1, LogLevel.Warning, "Model {Model}: attempt {Attempt} failed before its first token ({Code})")]
    private partial void LogAttemptFailed(string model, int attempt, string code);

    [LoggerMessage(2, LogLevel.Information, "Model {Model}: an answer was cut at a limit after about {Tokens} tokens")]
    private partial void LogCut(string model, int tokens);
}
