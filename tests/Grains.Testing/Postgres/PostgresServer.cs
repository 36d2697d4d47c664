using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Grains.Testing.Postgres;

/// <summary>
/// A PostgreSQL server for tests. One is shared by all tests of a process: the one that <c>GRAINS_POSTGRES</c> names, a connection
/// string of a user who may create databases, or else a private one in a temporary folder, which ends with this process however
/// that ends, because it is run by a shell that waits for its input to close.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string Variable = "GRAINS_POSTGRES";

    private const string Watch = """
        folder=$1; shift
        "$@" & server=$!
        trap '' TERM INT HUP
        read -r order
        case "$order" in crash) kill -QUIT $server ;; *) kill -INT $server ;; esac
        wait $server
        [ -n "$order" ] || rm -rf "$folder"
        """;

    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(
        () => Given is { } connection ? Task.FromResult(new PostgresServer(connection)) : StartPrivateAsync());

    private readonly string? folder;
    private readonly int port;
    private Process? shell;

    private PostgresServer(string connection) => ConnectionString = connection;

    private PostgresServer(string folder, int port)
    {
        this.folder = folder;
        this.port = port;
        ConnectionString = $"Host=127.0.0.1;Port={port};Database=postgres;Username=grains";
    }

    /// <summary>Why there is no server to test with; null where there is one.</summary>
    public static string? Missing { get; } = Given is null && PostgresPrograms.Folder is null
        ? $"No PostgreSQL: its programs are neither on the path nor under /usr/lib/postgresql, and {Variable} names no server."
        : null;

    /// <summary>As <see cref="Missing"/>, for tests that stop and start a server.</summary>
    public static string? MissingPrograms { get; } = PostgresPrograms.Folder is null
        ? "No PostgreSQL of our own to stop and start: its programs are neither on the path nor under /usr/lib/postgresql."
        : null;

    public string ConnectionString { get; }

    private static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : null;

    public static Task<PostgresServer> SharedAsync() => SharedServer.Value;

    /// <summary>A server of the test's own, to stop and to start again.</summary>
    public static async Task<PostgresServer> StartPrivateAsync()
    {
        if (PostgresPrograms.Folder is not { } programs) throw new InvalidOperationException(MissingPrograms);

        var folder = Directory.CreateTempSubdirectory("grains-postgres-").FullName;
        if (PostgresPrograms.OtherUser is { } user) await PostgresPrograms.RunAsync(Plain("chown", user, folder));
        var data = Path.Combine(folder, "data");
        await PostgresPrograms.RunAsync(PostgresPrograms.Start(
            Path.Combine(programs, "initdb"), "-D", data, "-U", "grains", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
        var server = new PostgresServer(folder, FreePort());
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts again after <see cref="StopAsync"/>, on the same port and data.</summary>
    public async Task StartAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new System.Collections.Concurrent.ConcurrentQueue<string>();
        shell = new Process
        {
            StartInfo = PostgresPrograms.Start(
                "/bin/sh", "-c", Watch, "sh", folder!, Path.Combine(PostgresPrograms.Folder!, "postgres"), "-D", Path.Combine(folder!, "data"),
                "-h", "127.0.0.1", "-p", $"{port}", "-k", folder!, "-c", "fsync=off", "-c", "max_connections=400", "-c", "shared_buffers=64MB"),
        };
        shell.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', output)}"));
                return;
            }

            output.Enqueue(line.Data);
            if (line.Data.Contains("ready to accept connections", StringComparison.Ordinal)) ready.TrySetResult();
        };
        shell.Start();
        shell.BeginErrorReadLine();
        shell.BeginOutputReadLine();
        await ready.Task;
    }

    /// <summary>Stops it and keeps its data.</summary>
    /// <param name="crash">As if it were killed: nothing is finished, and the next start recovers.</param>
    public async Task StopAsync(bool crash)
    {
        await shell!.StandardInput.WriteLineAsync(crash ? "crash" : "keep");
        await shell.StandardInput.FlushAsync();
        await shell.WaitForExitAsync();
        shell.Dispose();
        shell = null;
    }

    /// <summary>A new empty database on this server.</summary>
    public async Task<PostgresTestDatabase> CreateDatabaseAsync()
    {
        var name = $"grains_{Guid.NewGuid():N}";
        await RunAsync($"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'");
        return new PostgresTestDatabase(this, name, new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (shell is not null)
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync();
            shell.Dispose();
        }

        if (folder is not null && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    internal async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync();
    }

    private static ProcessStartInfo Plain(string program, params IReadOnlyList<string> arguments) => new(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
