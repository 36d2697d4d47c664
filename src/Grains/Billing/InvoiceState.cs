using System.Collections.Immutable;

namespace Grains.Billing;

/// <summary>An invoice as its event holds it. Its number is the event's number in the stream of its year, so that none is missing and none is given twice.</summary>
/// <param name="Ordinal">Which of the user's invoices it is, from 1.</param>
/// <param name="Month">The last month that it bills.</param>
internal sealed record InvoiceState(
    Guid InvoiceId,
    string Number,
    Guid UserId,
    int Ordinal,
    long Month,
    DateTimeOffset Date,
    DateTimeOffset DueDate,
    long AmountMicros,
    ImmutableArray<InvoiceLineState> Lines);

/// <param name="ActiveTicks">Billed time, in ticks of 100 ns.</param>
internal sealed record InvoiceLineState(Guid SessionId, string ExpertName, Chat.SessionType Type, long ActiveTicks, long Micros);
