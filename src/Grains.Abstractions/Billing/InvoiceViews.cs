using System.Collections.Immutable;
using Grains.Chat;

namespace Grains.Billing;

/// <param name="Page">From 1.</param>
/// <param name="Limit">1 to 100.</param>
[GenerateSerializer, Immutable, Alias("billing.list-invoices")]
public sealed record ListInvoices([property: Id(0)] Guid UserId, [property: Id(1)] int Page, [property: Id(2)] int Limit);

/// <summary>What a user was charged up to the end of a month (UTC). All of it was paid from the wallet as it accrued.</summary>
/// <param name="Number">Gap-free in its year, such as <c>INV-2024-001</c>.</param>
/// <param name="Date">The first instant after the month.</param>
/// <param name="AmountMicros">The sum of the lines.</param>
[GenerateSerializer, Immutable, Alias("billing.invoice-view")]
public sealed record InvoiceView(
    [property: Id(0)] Guid InvoiceId,
    [property: Id(1)] string Number,
    [property: Id(2)] DateTimeOffset Date,
    [property: Id(3)] DateTimeOffset DueDate,
    [property: Id(4)] long AmountMicros,
    [property: Id(5)] ImmutableArray<InvoiceLineView> Lines);

/// <param name="ActiveTime">Billed time.</param>
[GenerateSerializer, Immutable, Alias("billing.invoice-line-view")]
public sealed record InvoiceLineView(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] string ExpertName,
    [property: Id(2)] SessionType Type,
    [property: Id(3)] TimeSpan ActiveTime,
    [property: Id(4)] long CostMicros);

/// <param name="Total">Over all pages.</param>
[GenerateSerializer, Immutable, Alias("billing.invoice-list-view")]
public sealed record InvoiceListView([property: Id(0)] ImmutableArray<InvoiceView> Invoices, [property: Id(1)] int Total);

/// <summary>The open period: what is on no invoice yet. With the invoices it is all that the user was ever charged.</summary>
/// <param name="EndsAt">The first instant of the next month (UTC), when it is invoiced.</param>
[GenerateSerializer, Immutable, Alias("billing.usage-view")]
public sealed record BillingUsageView(
    [property: Id(0)] DateTimeOffset StartsAt,
    [property: Id(1)] DateTimeOffset EndsAt,
    [property: Id(2)] ImmutableArray<UsageOfType> ByType,
    [property: Id(3)] CardView? DefaultCard);

/// <param name="Sessions">Sessions that were charged.</param>
/// <param name="ActiveTicks">Billed time, in ticks of 100 ns.</param>
[GenerateSerializer, Immutable, Alias("billing.usage-of-type")]
public sealed record UsageOfType(
    [property: Id(0)] SessionType Type,
    [property: Id(1)] int Sessions,
    [property: Id(2)] long CostMicros,
    [property: Id(3)] long ActiveTicks);
