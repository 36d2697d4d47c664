namespace Grains.Billing;

/// <summary>Gateways that take payments which do not begin here. Parts of ledger accounts, so never changed.</summary>
internal static class GatewayNames
{
    public const string Lago = "lago";
    public const string LagoSandbox = "lago-sandbox";
}
