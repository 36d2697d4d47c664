using Grains.Chat;
using Grains.Summaries;

namespace Grains.Exports;

/// <summary>All that an export may show of a session.</summary>
/// <param name="Summary">Null where none is wanted, or there is nothing to summarise.</param>
/// <param name="Transcript">Null where none is wanted.</param>
internal sealed record ExportedSession(ChatSessionView Session, SummaryView? Summary, Transcript? Transcript, bool IncludeSources, DateTimeOffset At);
