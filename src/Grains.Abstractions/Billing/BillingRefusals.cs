using System.Globalization;
using Grains.Outcomes;

namespace Grains.Billing;

/// <summary>The expected noes of billing.</summary>
public static class BillingRefusals
{
    public static Refusal MethodNotFound { get; } = new(RefusalKind.NotFound, "billing.method_not_found", "There is no such payment method.");

    public static Refusal PaymentNotFound { get; } = new(RefusalKind.NotFound, "billing.payment_not_found", "There is no such payment.");

    public static Refusal InvoiceNotFound { get; } = new(RefusalKind.NotFound, "billing.invoice_not_found", "There is no such invoice.");

    public static Refusal NoMethod { get; } = Refusal.Invalid("billing.no_method", "payment_method_id", "Add a payment method first.");

    public static Refusal CardNumber { get; } = Refusal.Invalid(
        "billing.card_number", "card_token", "Send the token that the payment form gives for a card, never its number.");

    public static Refusal TooManyMethods { get; } =
        new(RefusalKind.Conflict, "billing.too_many_methods", "No more payment methods can be added; remove one first.");

    public static Refusal TooManyOpen { get; } =
        new(RefusalKind.Conflict, "billing.too_many_open_payments", "Too many payments are still open; wait until one is decided.");

    public static Refusal MethodInUse { get; } =
        new(RefusalKind.Conflict, "billing.method_in_use", "A payment with this method is still open.");

    public static Refusal KeyReused { get; } =
        new(RefusalKind.Conflict, "billing.key_reused", "This idempotency key was used for another payment.") { Field = "Idempotency-Key" };

    public static Refusal BadSignature { get; } =
        new(RefusalKind.Unauthenticated, "billing.bad_signature", "The signature is missing, wrong or too old.");

    public static Refusal Busy { get; } = new(RefusalKind.Unavailable, "billing.busy", "The account is being changed elsewhere; try again.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    /// <summary>The gateway did not answer, or not in a way that can be understood.</summary>
    public static Refusal GatewayDown { get; } =
        new(RefusalKind.Unavailable, "billing.gateway_unavailable", "The payment provider cannot be reached; try again.") { RetryAfter = TimeSpan.FromSeconds(5) };

    public static Refusal Erased { get; } = new(RefusalKind.Conflict, "billing.erased", "This account's billing data was deleted.");

    public static Refusal NotSandbox { get; } = new(RefusalKind.NotFound, "billing.no_sandbox", "There is no such payment in the sandbox.");

    public static Refusal SessionRunning { get; } =
        new(RefusalKind.Conflict, "billing.session_running", "The session is still running; end it first, then its charge is final.");

    public static Refusal BadCard(string reason) => Refusal.Invalid("billing.bad_card", "card_token", $"The card was not accepted: {reason}.");

    public static Refusal BadEvent(string field, string issue) => Refusal.Invalid("billing.bad_event", field, issue);

    public static Refusal AmountOutOfRange(decimal min, decimal max) => Refusal.Invalid(
        "billing.amount", "amount", string.Create(CultureInfo.InvariantCulture, $"An amount from {min:0.00} to {max:0.00} USD in whole cents is required."));
}
