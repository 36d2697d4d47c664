using System.Collections.Immutable;
using Grains.Clones;
using Grains.Memory;
using Grains.Outcomes;

namespace Grains.Chat;

/// <summary>How a session is held. Voice and video carry the same text events and have prices of their own where the clone says so.</summary>
[GenerateSerializer, Alias("chat.session-type")]
public enum SessionType
{
    Chat = 0,
    Voice = 1,
    Video = 2,
}

[GenerateSerializer, Alias("chat.session-status")]
public enum SessionStatus
{
    Active = 0,
    Paused = 1,
    Ended = 2,
}

/// <param name="DemoMode">Free and bounded, see <c>Chat:Demo</c> settings.</param>
[GenerateSerializer, Immutable, Alias("chat.start-session")]
public sealed record StartChatSession(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] CloneSnapshot Snapshot,
    [property: Id(2)] SessionType Type,
    [property: Id(3)] bool DemoMode)
{
    /// <summary>What is remembered of the user from earlier sessions; the session keeps it as it is now.</summary>
    [Id(4)]
    public ImmutableArray<MemoryNote> Memory { get; init; } = [];
}

/// <param name="ClientMessageId">Names the message: 1 to 100 characters, the client's own choice, unique in the session.</param>
/// <param name="Text">1 to 32,768 characters.</param>
[GenerateSerializer, Immutable, Alias("chat.send-message")]
public sealed record SendChatMessage(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string ClientMessageId,
    [property: Id(2)] string Text)
{
    /// <summary>For a sender who is past a limit: the first acceptance is answered again, and nothing new is accepted.</summary>
    [Id(3)]
    public Refusal? UnlessRepeated { get; init; }

    /// <summary>Files that were uploaded to the session and no message has named yet; at most 5.</summary>
    [Id(5)]
    public ImmutableArray<Guid> Attachments { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("chat.await-answer")]
public sealed record AwaitAnswer([property: Id(0)] Guid UserId, [property: Id(1)] int Turn);

[GenerateSerializer, Immutable, Alias("chat.cancel-answer")]
public sealed record CancelAnswer([property: Id(0)] Guid UserId);

/// <param name="Status"><see cref="SessionStatus.Active"/> or <see cref="SessionStatus.Paused"/>; ending is <see cref="EndChatSession"/>.</param>
[GenerateSerializer, Immutable, Alias("chat.change-status")]
public sealed record ChangeSessionStatus([property: Id(0)] Guid UserId, [property: Id(1)] SessionStatus Status);

[GenerateSerializer, Immutable, Alias("chat.end-session")]
public sealed record EndChatSession([property: Id(0)] Guid UserId);

/// <param name="Rating">1 to 5.</param>
/// <param name="Comment">At most 2,000 characters; null leaves an earlier one as it is, an empty one takes it back.</param>
[GenerateSerializer, Immutable, Alias("chat.rate-session")]
public sealed record RateChatSession(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] int Rating,
    [property: Id(2)] string? Comment)
{
    /// <summary>Whether the expert's reviews show the user's name beside the comment; null leaves it as it is, at first hidden.</summary>
    [Id(3)] public bool? ShowName { get; init; }
}

/// <param name="Offset">Messages to pass over, oldest first; 0 or more.</param>
/// <param name="Limit">1 to 200.</param>
[GenerateSerializer, Immutable, Alias("chat.list-messages")]
public sealed record ListChatMessages(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] int Offset,
    [property: Id(2)] int Limit);

/// <param name="After">The last sequence number that the watcher has; 0 for all.</param>
/// <param name="Epoch">The epoch of the last frame that the watcher has; 0 for none.</param>
/// <param name="Offset">How many characters of the answer in progress the watcher has; void where the epoch is another one.</param>
/// <param name="Live">Whether the watcher is a person at the other end, whose presence keeps the meter running.</param>
[GenerateSerializer, Immutable, Alias("chat.watch-session")]
public sealed record WatchChatSession(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] long After,
    [property: Id(2)] long Epoch,
    [property: Id(3)] int Offset,
    [property: Id(4)] bool Live);
