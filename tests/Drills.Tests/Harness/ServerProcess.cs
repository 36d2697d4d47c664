using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Drills.Tests.Harness;

/// <summary>The real server as a process of its own, which a drill can kill without warning and start again on the same data.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>What every start may take until the server is ready.</summary>
    public static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);

    private readonly StringBuilder output = new();
    private readonly ServerSetup setup;
    private Process? process;
    private int outputBefore;

    private ServerProcess(ServerSetup setup)
    {
        this.setup = setup;
        Data = setup.Data ?? Directory.CreateTempSubdirectory("grains-drill-").FullName;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        Http = NewHttp();
    }

    public string Data { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public int Id => process!.Id;

    /// <summary>
    /// How long the last start took until the server said that it was ready; in the short form how much processor time, since a machine that
    /// also builds and tests other things says nothing by its clock.
    /// </summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>What the server printed since it was started last.</summary>
    public string Output
    {
        get
        {
            lock (output) return output.ToString(outputBefore, output.Length - outputBefore);
        }
    }

    public static async Task<ServerProcess> StartAsync(ServerSetup setup)
    {
        var server = new ServerProcess(setup);
        await server.StartAsync();
        return server;
    }

    /// <summary>Another process on the data of this one, which is expected not to start.</summary>
    /// <returns>Its exit code and what it said.</returns>
    public async Task<(int ExitCode, string Said)> StartSecondAsync()
    {
        using var second = Process.Start(Command($"http://127.0.0.1:{FreePort()}"))!;
        var said = second.StandardError.ReadToEndAsync();
        var printed = second.StandardOutput.ReadToEndAsync();
        try
        {
            await second.WaitForExitAsync().WaitAsync(StartTimeout);
        }
        catch (TimeoutException)
        {
            second.Kill(entireProcessTree: true);
            throw;
        }

        return (second.ExitCode, await said + await printed);
    }

    /// <summary>A client with connections of its own, so that one drill's many requests do not wait for another's.</summary>
    public HttpClient NewHttp() =>
        new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 1_000 })
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromSeconds(60),
        };

    public async Task StartAsync()
    {
        lock (output) outputBefore = output.Length;
        var began = Stopwatch.GetTimestamp();
        process?.Dispose();
        process = Process.Start(Command(Address.ToString())) ?? throw new InvalidOperationException("The server could not be started.");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!await IsReadyAsync())
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > StartTimeout)
                throw new InvalidOperationException($"The server did not become ready:\n{Output}");
            await Task.Delay(20);
        }

        process.Refresh();
        ReadyAfter = Scale.IsFull ? Stopwatch.GetElapsedTime(began) : process.TotalProcessorTime;
    }

    /// <summary>kill -9: no warning, no goodbye.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Sends a signal, such as <c>TERM</c>, and does not wait for what follows.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The exit code, once there is one.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan limit)
    {
        await process!.WaitForExitAsync().WaitAsync(limit);
        return process.ExitCode;
    }

    /// <summary>SIGTERM, as an orchestrator sends it; answers the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await WaitForExitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Whether the process says that it should get traffic; one that cannot be reached does not.</summary>
    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Memory that the process has resident now, in bytes.</summary>
    public long ResidentBytes()
    {
        process!.Refresh();
        return process.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await KillAsync();
        process?.Dispose();
        Http.Dispose();
        if (setup.Data is null) Directory.Delete(Data, recursive: true);
    }

    private ProcessStartInfo Command(string url)
    {
        string[] command =
        [
            .. setup.Wrapper(Data), "dotnet", Path.Combine(AppContext.BaseDirectory, "WebFront.dll"), "--urls", url, "--data", Data,
        ];
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var argument in command[1..]) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in setup.All) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output) output.AppendLine(line.Data);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
