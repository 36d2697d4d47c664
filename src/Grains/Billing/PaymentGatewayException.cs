using Grains.Outcomes;

namespace Grains.Billing;

/// <summary>The payment gateway could not be reached or could not say how it went; the outcome may be unknown. Holds no text of the gateway's.</summary>
[GenerateSerializer, Alias("billing.gateway-unavailable")]
public sealed class PaymentGatewayException(string message, Exception? cause = null) : TemporarilyUnavailableException(message, cause);
