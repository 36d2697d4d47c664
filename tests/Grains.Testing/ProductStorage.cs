namespace Grains.Testing;

public enum ProductStorage
{
    Sqlite,
    Postgres,
}
