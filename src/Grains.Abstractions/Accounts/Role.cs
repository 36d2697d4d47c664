namespace Grains.Accounts;

/// <summary>What an account may do. Nobody signs up as an admin.</summary>
[GenerateSerializer, Alias("accounts.role")]
public enum Role
{
    User = 0,
    Creator = 1,
    Admin = 2,
}
