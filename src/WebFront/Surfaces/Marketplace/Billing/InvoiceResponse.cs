using Grains.Billing;
using Grains.Chat;
using WebFront.Description;
using WebFront.Endpoints;
using WebFront.Realtime;

namespace WebFront.Surfaces.Marketplace.Billing;

/// <summary>
/// The document's invoice. Sessions are prepaid from the wallet, so it is <c>paid</c> when it is issued; <c>currency</c> is an addition.
/// </summary>
internal sealed record InvoiceResponse(
    Guid Id,
    string InvoiceNumber,
    DateTimeOffset Date,
    DateTimeOffset DueDate,
    decimal Amount,
    string Currency,
    string Status,
    IReadOnlyList<InvoiceSessionResponse> Sessions)
{
    public static InvoiceResponse From(InvoiceView invoice) => new(
        invoice.InvoiceId,
        invoice.Number,
        invoice.Date,
        invoice.DueDate,
        Money.FromMicros(invoice.AmountMicros),
        "USD",
        "paid",
        [.. invoice.Lines.Select(InvoiceSessionResponse.From)]);
}

/// <param name="Duration">Billed minutes, rounded for display.</param>
internal sealed record InvoiceSessionResponse(
    Guid SessionId, string ExpertName, [property: WordsOf<SessionType>] string SessionType, double Duration, decimal Cost)
{
    public static InvoiceSessionResponse From(InvoiceLineView line) => new(
        line.SessionId, line.ExpertName, SessionNames.Of(line.Type), Display.Minutes(line.ActiveTime), Money.FromMicros(line.CostMicros));
}
