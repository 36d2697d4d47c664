namespace Grains.Accounts;

public static class AccountAddress
{
    private const string Prefix = "account-";
    private const string ErasurePrefix = "erasure-";

    public static IAccountGrain Account(this IGrainFactory grains, Guid userId) => grains.GetGrain<IAccountGrain>($"{Prefix}{userId:N}");

    public static IEmailGrain Email(this IGrainFactory grains, EmailAddress address) => grains.GetGrain<IEmailGrain>(address.ToKey());

    public static IPasswordGrain Passwords(this IGrainFactory grains) => grains.GetGrain<IPasswordGrain>("passwords");

    public static IErasureGrain Erasure(this IGrainFactory grains, Guid userId) => grains.GetGrain<IErasureGrain>($"{ErasurePrefix}{userId:N}");

    /// <summary>The user of an erasure grain's key.</summary>
    public static Guid ErasedUserOf(string key) => Guid.ParseExact(key.AsSpan(ErasurePrefix.Length), "N");

    /// <summary>The user of an account grain's key.</summary>
    public static Guid UserOf(string key) =>
        Guid.ParseExact(key.AsSpan(Prefix.Length), "N");
}
