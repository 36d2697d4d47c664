using System.ComponentModel.DataAnnotations;

namespace Grains.Chat;

/// <summary>Settings of live sessions, section <c>Chat</c>.</summary>
public sealed class ChatOptions
{
    /// <summary>How long the meter of a session goes on after the last socket closed.</summary>
    public TimeSpan DisconnectGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the meter of a session without a socket (REST alone) goes on after its last request.</summary>
    public TimeSpan IdleGrace { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a running meter is read and charged while nothing is answered.</summary>
    public TimeSpan MeterInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The active time that a session by the minute must be able to pay for before it takes a message.</summary>
    public TimeSpan MinimumPaidTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The active time that one lease of a session by the minute aims at.</summary>
    public TimeSpan LeasedTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many messages (or thousands of tokens) one lease aims at where those are the price.</summary>
    [Range(1, 1000)]
    public int LeasedUnits { get; set; } = 10;

    /// <summary>The answer tokens that a session by the token must be able to pay for before it takes a message.</summary>
    [Range(1, 100_000)]
    public int MinimumPaidTokens { get; set; } = 50;

    /// <summary>The longest message, in UTF-16 characters.</summary>
    [Range(1, 1_000_000)]
    public int MaxMessageLength { get; set; } = 32_768;

    /// <summary>Accepted messages of one session that may wait for their answers.</summary>
    [Range(1, 10_000)]
    public int MaxOpenTurns { get; set; } = 1_000;

    /// <summary>Turns of the conversation that an answer is given.</summary>
    [Range(0, 100)]
    public int HistoryTurns { get; set; } = 10;

    /// <summary>Passages that an answer is given at most.</summary>
    [Range(1, 50)]
    public int Passages { get; set; } = 8;

    /// <summary>When the first part of a running answer is stored.</summary>
    public TimeSpan FirstPartAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many tokens lie between later stored parts; 500 keeps an answer within four writes per 1,000 tokens.</summary>
    [Range(100, 100_000)]
    public int TokensPerPart { get; set; } = 500;

    /// <summary>
    /// How long storing a message waits for its answer, so that both are one write: to the answer's end, or its first piece, and no
    /// longer than this. Zero stores the message first; at most a second.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan JoinAnswerWithin { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The longest answer that is taken from a model, in UTF-16 characters.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxAnswerLength { get; set; } = 200_000;

    /// <summary>A demo session is free and takes this many messages.</summary>
    [Range(1, 1_000)]
    public int DemoMessages { get; set; } = 10;
}
