using System.Runtime.CompilerServices;
using Grains.Chat.Models;

namespace WebFront.Tests.Marketplace.Sessions;

/// <summary>A model that says what the test wants, when the test wants it. It cannot continue where it stopped, as most models cannot.</summary>
internal sealed class ScriptedAnswerer : IAnswerer
{
    private readonly SemaphoreSlim permits = new(0);

    /// <summary>What each answer consists of, a token each.</summary>
    public IReadOnlyList<string> Tokens { get; set; } = ["An ", "answer", "."];

    /// <summary>Whether tokens wait for <see cref="Allow"/>.</summary>
    public bool Waits { get; set; }

    /// <summary>Thrown after the tokens, where set.</summary>
    public Exception? Failure { get; set; }

    public string FinishReason { get; set; } = "stop";

    public int Asked { get; private set; }

    public void Allow(int tokens) => permits.Release(tokens);

    public async IAsyncEnumerable<AnswerChunk> AnswerAsync(AnswerRequest request, [EnumeratorCancellation] CancellationToken cancel)
    {
        Asked++;
        LastRequest = request;
        foreach (var token in Tokens)
        {
            if (Waits) await permits.WaitAsync(cancel);
            yield return new AnswerChunk(token);
        }

        if (Failure is not null) throw Failure;
        yield return new AnswerChunk("") { FinishReason = FinishReason, Usage = new AnswerUsage(10, Tokens.Count) };
    }

    /// <summary>What it was last asked to answer.</summary>
    public AnswerRequest? LastRequest { get; private set; }

    public IReadOnlyList<string> ModelNames { get; init; } = ["default", "embedded", "scripted"];

    public bool CanContinue(string model) => false;

    public int CountTokens(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
