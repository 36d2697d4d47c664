using System.Collections.Immutable;
using Grains.Chat.Models;
using Grains.Knowledge;
using Grains.Providers.Models.Embedded;
using Microsoft.Extensions.Hosting;

namespace Grains.Providers.Models;

/// <summary>Composes one answer after the start, so that the first person who asks does not wait for the compiler.</summary>
internal sealed class BuiltInWarmUp(IHostApplicationLifetime lifetime) : BackgroundService
{
    private const string Text =
        "1. Warm-up\nThe answer takes two steps, because it is composed twice:\n- read the passage\n- quote it\nStep | Time\nReading | 3 days\nIt is then ready.";

    private static readonly string[] Questions = ["How many steps does the answer take?", "What is a passage?", "Why is it composed?", "hello"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStart = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        var passage = new Passage(Guid.Empty, Guid.Empty, "Warm-up", 1, "1. Warm-up", Text, 1, null, ImmutableArray<string>.Empty);
        var history = new List<TranscriptTurn>();
        foreach (var question in Questions)
        {
            if (stoppingToken.IsCancellationRequested) return;
            var request = new AnswerRequest(ModelCatalog.EmbeddedName, new AnswerPersona("", "", "", "", []), [passage], history, question, 0, 100);
            history.Add(new TranscriptTurn(question, AnswerComposer.Compose(request).Text));
        }
    }
}
