//! [`Pools`]: connections stay with the runtime that they were made on.

use std::{
    future::pending,
    mem,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak},
};

use tokio::{
    runtime::{Handle, Id},
    task::AbortHandle,
};

use super::{TransportError, io_driver, life::Life};
use crate::error::BoxError;

/// A pool of connections for each runtime that sends: the tasks of a connection are on the runtime that made it, and
/// the connection stands still while that runtime does.
pub(super) struct Pools<C> {
    shared: Arc<Shared<C>>,
}

struct Shared<C> {
    make: Box<Make<C>>,
    /// Few, and looked through for every request: a list is quicker than a map.
    homes: RwLock<Vec<Home<C>>>,
}

/// Makes what holds the connections of one pool; whether they send PINGs is the argument.
type Make<C> = dyn Fn(bool) -> Result<C, BoxError> + Send + Sync;

/// What belongs to a runtime.
struct Home<C> {
    runtime: Id,
    pool: Arc<Pool<C>>,
    /// Ends the task that waits for the end of the runtime.
    _watch: Option<AbortOnDrop>,
}

/// Connections, and what is known of them.
pub(super) struct Pool<C> {
    pub(super) client: C,
    pub(super) life: Life,
    pub(super) pings: bool,
    runtime: Id,
    pools: Weak<Shared<C>>,
}

impl<C: Send + Sync + 'static> Pools<C> {
    /// Pools that are made when they are needed.
    pub(super) fn new(make: impl Fn(bool) -> Result<C, BoxError> + Send + Sync + 'static) -> Self {
        Self { shared: Arc::new(Shared { make: Box::new(make), homes: RwLock::default() }) }
    }

    /// The connections that belong to the runtime of this call.
    ///
    /// # Errors
    ///
    /// Outside a runtime, or where the connections cannot be set up.
    pub(super) fn current(&self) -> Result<Arc<Pool<C>>, TransportError> {
        let runtime = Handle::try_current().map_err(TransportError::connect)?;
        let id = runtime.id();
        let pool =
            self.shared.read().iter().find(|home| home.runtime == id).map(|home| Arc::clone(&home.pool));
        pool.map_or_else(|| self.shared.settle(&runtime), Ok)
    }
}

impl<C: Send + Sync + 'static> Pool<C> {
    /// Sends no more on these connections: the next request of the runtime has new ones. What is on its way stays
    /// where it is, and the old connections end with it.
    pub(super) fn leave(self: &Arc<Self>, pings: bool) {
        let Some(shared) = self.pools.upgrade() else { return };
        let is_left = |home: &Home<C>| Arc::ptr_eq(&home.pool, self);
        if !shared.read().iter().any(is_left) {
            return;
        }
        let Ok(next) = shared.pool(self.runtime, pings && self.pings) else { return };
        let mut homes = shared.write();
        let left = homes.iter_mut().find(|home| is_left(home));
        let left = left.map(|home| mem::replace(&mut home.pool, next));
        // Not before the lock is given back: what ends with a pool is not known here.
        drop(homes);
        drop(left);
    }
}

impl<C: Send + Sync + 'static> Shared<C> {
    /// The first pool of a runtime.
    fn settle(self: &Arc<Self>, runtime: &Handle) -> Result<Arc<Pool<C>>, TransportError> {
        io_driver::check()?;
        let id = runtime.id();
        let pool = self.pool(id, true)?;
        let mut homes = self.write();
        if let Some(home) = homes.iter().find(|home| home.runtime == id) {
            // Another call was first.
            let pool = Arc::clone(&home.pool);
            drop(homes);
            return Ok(pool);
        }
        homes.push(Home { runtime: id, pool: Arc::clone(&pool), _watch: None });
        drop(homes);
        // Only now: on a runtime that is ending, the task is dropped at once.
        let end = RuntimeEnd { shared: Arc::downgrade(self), runtime: id };
        let watch = runtime.spawn(async move {
            let _end = end;
            pending::<()>().await;
        });
        let mut watch = Some(AbortOnDrop(watch.abort_handle()));
        if let Some(home) = self.write().iter_mut().find(|home| home.runtime == id) {
            home._watch = watch.take();
        }
        Ok(pool)
    }

    fn pool(self: &Arc<Self>, runtime: Id, pings: bool) -> Result<Arc<Pool<C>>, TransportError> {
        let client = (self.make)(pings).map_err(TransportError::connect)?;
        Ok(Arc::new(Pool { client, life: Life::default(), pings, runtime, pools: Arc::downgrade(self) }))
    }
}

impl<C> Shared<C> {
    fn read(&self) -> RwLockReadGuard<'_, Vec<Home<C>>> {
        self.homes.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Vec<Home<C>>> {
        self.homes.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Held by a task that never ends by itself: dropped when its runtime ends, or with the pools.
struct RuntimeEnd<C> {
    shared: Weak<Shared<C>>,
    runtime: Id,
}

impl<C> Drop for RuntimeEnd<C> {
    fn drop(&mut self) {
        let Some(shared) = self.shared.upgrade() else { return };
        let mut homes = shared.write();
        let ended = homes.iter().position(|home| home.runtime == self.runtime);
        let ended = ended.map(|index| homes.swap_remove(index));
        drop(homes);
        drop(ended);
    }
}

struct AbortOnDrop(AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<C> Clone for Pools<C> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::runtime::{Builder, Runtime};

    use super::Pools;

    fn runtime() -> Runtime {
        Builder::new_current_thread().enable_io().build().expect("a runtime")
    }

    fn pools() -> Pools<()> {
        Pools::new(|_| Ok(()))
    }

    #[test]
    fn each_runtime_has_its_own_and_takes_it_along() {
        let pools = pools();
        let (one, two) = (runtime(), runtime());
        let first = one.block_on(async { pools.current().expect("a pool") });
        let second = two.block_on(async { pools.current().expect("a pool") });
        assert!(!Arc::ptr_eq(&first, &second));
        assert!(Arc::ptr_eq(&first, &one.block_on(async { pools.current().expect("a pool") })));
        drop(one);
        assert_eq!(pools.shared.read().len(), 1);
        for _ in 0..1_000 {
            runtime().block_on(async { pools.current().expect("a pool") });
        }
        assert_eq!(pools.shared.read().len(), 1);
        drop(two);
        assert_eq!((pools.shared.read().len(), Arc::strong_count(&second)), (0, 1));
    }

    #[test]
    fn a_pool_is_left_once_and_its_task_stays_one() {
        let pools = pools();
        let runtime = runtime();
        runtime.block_on(async {
            let first = pools.current().expect("a pool");
            first.leave(true);
            let second = pools.current().expect("a pool");
            assert!(!Arc::ptr_eq(&first, &second));
            first.leave(true);
            assert!(Arc::ptr_eq(&second, &pools.current().expect("a pool")));
            second.leave(false);
            let third = pools.current().expect("a pool");
            third.leave(true);
            let fourth = pools.current().expect("a pool");
            assert_eq!([first.pings, second.pings, third.pings, fourth.pings], [true, true, false, false]);
            assert_eq!(runtime.metrics().num_alive_tasks(), 1);
            drop(pools);
            tokio::task::yield_now().await;
            assert_eq!(runtime.metrics().num_alive_tasks(), 0);
        });
    }

    #[test]
    fn outside_a_runtime_there_is_none() {
        assert!(pools().current().err().expect("no runtime").is_connect());
    }
}
