using System.Globalization;
using System.Text.Json;
using Grains.Billing;
using Grains.Outcomes;
using Microsoft.Extensions.Options;

namespace Grains.Providers.Payments.Stripe;

/// <summary>Payments by Stripe. Our ids travel in the metadata, so that a payment is found again whatever was lost.</summary>
internal sealed class StripePaymentGateway(StripeClient client, IOptions<BillingOptions> billing) : IPaymentGateway
{
    public const string UserKey = "grains_user_id";
    public const string PaymentKey = "grains_payment_id";

    private const int MostPages = 20;

    /// <summary>Test cards fill wallets from an account of their own, so that real money can be told from it in the ledger.</summary>
    public string Name => IsLive ? "stripe" : "stripe-test";

    public bool IsSandbox => false;

    public bool IsLive => billing.Value.Stripe.IsLive;

    public async Task<string> CreateCustomerAsync(Guid userId, CancellationToken cancel)
    {
        var answer = await client.PostAsync("/v1/customers", [new($"metadata[{UserKey}]", userId.ToString("N"))], $"grains-customer-{userId:N}", cancel);
        return answer.IsSuccess && answer.Body.Text("id") is { } id ? id : throw Refused("a customer", answer);
    }

    public async Task SetAddressAsync(string customerId, BillingAddress address, CancellationToken cancel)
    {
        var answer = await client.PostAsync($"/v1/customers/{Escaped(customerId)}",
        [
            new("address[line1]", address.Line1), new("address[line2]", address.Line2 ?? ""), new("address[city]", address.City),
            new("address[state]", address.State ?? ""), new("address[postal_code]", address.PostalCode ?? ""), new("address[country]", address.Country),
        ], null, cancel);
        if (!answer.IsSuccess) throw Refused("an address", answer);
    }

    public async Task<Outcome<GatewayCard>> AttachCardAsync(string customerId, string token, string operation, CancellationToken cancel)
    {
        var methodId = token;
        if (token.StartsWith("tok_", StringComparison.Ordinal))
        {
            var made = await client.PostAsync("/v1/payment_methods", [new("type", "card"), new("card[token]", token)], $"grains-{operation}:create", cancel);
            if (made.Reason is { } notMade) return BillingRefusals.BadCard(notMade);
            methodId = made.Body.Text("id") ?? throw Refused("a card", made);
        }

        var attached = await client.PostAsync(
            $"/v1/payment_methods/{Escaped(methodId)}/attach", [new("customer", customerId)], $"grains-{operation}:attach", cancel);
        if (attached.Reason is { } reason) return BillingRefusals.BadCard(reason);
        if (attached.Body.Member("card") is not { } card) return BillingRefusals.BadCard("it is no card");
        return new GatewayCard(
            attached.Body.Text("id") ?? methodId,
            card.Text("brand") ?? "card",
            card.Text("last4") ?? "",
            (int)(card.Number("exp_month") ?? 0),
            (int)(card.Number("exp_year") ?? 0));
    }

    public async Task DetachCardAsync(string methodId, CancellationToken cancel)
    {
        var detached = await client.PostAsync($"/v1/payment_methods/{Escaped(methodId)}/detach", [], null, cancel);
        if (detached.IsSuccess) return;

        // One that is not attached is refused without a code of its own, so it is looked at.
        var found = await client.GetAsync($"/v1/payment_methods/{Escaped(methodId)}", cancel);
        if (found.Status == 404 || (found.IsSuccess && found.Body.Reference("customer") is null)) return;
        throw Refused("the removal of a card", detached);
    }

    public async Task DeleteCustomerAsync(string customerId, CancellationToken cancel)
    {
        var deleted = await client.DeleteAsync($"/v1/customers/{Escaped(customerId)}", cancel);
        if (!deleted.IsSuccess && deleted.Status != 404) throw Refused("the removal of a customer", deleted);
    }

    public async Task<GatewayPayment> PayAsync(PayOrder order, CancellationToken cancel)
    {
        var answer = await client.PostAsync("/v1/payment_intents",
        [
            new("amount", order.AmountMinor.ToString(CultureInfo.InvariantCulture)), new("currency", "usd"),
            new("customer", order.CustomerId), new("payment_method", order.MethodId), new("payment_method_types[0]", "card"),
            new("confirm", "true"), new("off_session", "true"),
            new($"metadata[{UserKey}]", order.UserId.ToString("N")), new($"metadata[{PaymentKey}]", order.PaymentId.ToString("N")),
        ], $"grains-payment-{order.PaymentId:N}", cancel);
        return answer.Payment is { } payment && payment.Text("id") is not null
            ? StripePayments.Read(payment)
            : new GatewayPayment(null, GatewayPaymentStatus.Failed, 0, "usd", order.UserId, order.PaymentId, answer.Reason, null, null);
    }

    public async Task<GatewayPayment?> GetPaymentAsync(string gatewayPaymentId, CancellationToken cancel)
    {
        var answer = await client.GetAsync($"/v1/payment_intents/{Escaped(gatewayPaymentId)}", cancel);
        if (answer.Status == 404) return null;
        return answer.IsSuccess ? StripePayments.Read(answer.Body) : throw Refused("a payment", answer);
    }

    public async Task<GatewayPayment?> FindPaymentAsync(string customerId, Guid paymentId, DateTimeOffset since, CancellationToken cancel)
    {
        var query = $"/v1/payment_intents?customer={Escaped(customerId)}&created[gte]={since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}&limit=100";
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await client.GetAsync(after is null ? query : $"{query}&starting_after={Escaped(after)}", cancel);
            if (answer.Status == 404) return null;
            if (!answer.IsSuccess || answer.Body.Member("data") is not { ValueKind: JsonValueKind.Array } data) throw Refused("the list of payments", answer);
            after = null;
            foreach (var payment in data.EnumerateArray())
            {
                if (payment.Ours(PaymentKey) == paymentId) return StripePayments.Read(payment);
                after = payment.Text("id");
            }

            if (answer.Body.Truth("has_more") != true || after is null) return null;
        }

        throw new PaymentGatewayException("The payment is not among the customer's last ones, and there are more of them.");
    }

    public async Task<GatewayPayment> CancelPaymentAsync(string gatewayPaymentId, CancellationToken cancel)
    {
        var cancelled = await client.PostAsync($"/v1/payment_intents/{Escaped(gatewayPaymentId)}/cancel", [], null, cancel);
        if (cancelled.IsSuccess) return StripePayments.Read(cancelled.Body);

        // It may have been paid or cancelled meanwhile; then that is the answer.
        return await GetPaymentAsync(gatewayPaymentId, cancel) is { Status: GatewayPaymentStatus.Succeeded or GatewayPaymentStatus.Failed } decided
            ? decided
            : throw Refused("the cancellation of a payment", cancelled);
    }

    private static string Escaped(string id) => Uri.EscapeDataString(id);

    private static PaymentGatewayException Refused(string what, StripeAnswer answer) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Stripe refused {what} with status {answer.Status}: {answer.Reason ?? "the answer has another shape"}."));
}
